"""Questions about work plans: the versions of one plan."""

from __future__ import annotations

from accounts.models import User
from partnerships.models import WorkPlan


def versions(plan: WorkPlan, *, user: User) -> list[WorkPlan]:
    """Return the versions of a plan that ``user`` may see, the newest first."""
    visible = {each.pk: each for each in WorkPlan.objects.visible_to(user)}
    newest = plan
    following = {each.replaces_id: each for each in visible.values() if each.replaces_id}
    while newest.pk in following:
        newest = following[newest.pk]
    chain = [newest]
    while (earlier := visible.get(chain[-1].replaces_id or 0)) is not None:
        chain.append(earlier)
    return chain
