"""Links in update requests: a new one for one that is too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.operations import messages
from partnerships.queries import reminders

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import ActionLink
    from notifications.models import Message


@transaction.atomic
def renew(link: ActionLink, *, now: datetime) -> Message | None:
    """Promise the link's holder a new link to their own address, once a day.

    Nothing is promised to somebody who is not asked any more, nor about what has no day.
    """
    today = timezone.localdate(now)
    asked = reminders.asked_about(link.target, on=today)
    known = reminders.requests_about(link.target)
    if link.holder not in asked or not known:
        return None
    request = reminders.request_about(link.target, today) or known[0]
    return messages.enqueue(
        key=f"{request.key_for(link.holder.recipient)}{reminders.AGAIN}{today}",
        kind=reminders.KIND,
        recipient=link.holder.recipient,
        about=link.target,
        reason=_("Asked for a new link"),
        due_at=now,
    )
