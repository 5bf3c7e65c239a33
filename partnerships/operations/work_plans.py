"""Work plans: propose one, correct it, adopt it, replace it by a newer version."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from partnerships.enums import OPEN_WORK_PLANS, WorkPlanState
from partnerships.models import WorkPlan
from partnerships.terms.work_plans import WorkPlanTerms


class FrozenError(DomainError):
    """An adopted version is not changed any more."""


class WrongStateError(DomainError):
    """The work plan cannot go from where it stands to there."""


@transaction.atomic
def propose(terms: WorkPlanTerms, *, source_key: str | None = None, by: User | None) -> WorkPlan:
    """Write down a plan of a pairing, or of the whole network.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    return save(terms.write_to(WorkPlan(source_key=source_key)), by=by)


@transaction.atomic
def edit(plan: WorkPlan, terms: WorkPlanTerms, *, by: User | None) -> WorkPlan:
    """Correct a plan that is not adopted yet.

    :raises FrozenError: if it was adopted: ``revise`` makes a newer version.
    :raises WrongStateError: if it would be adopted or replaced by a mere correction.
    """
    plan = locked(plan)
    if plan.state not in OPEN_WORK_PLANS:
        raise FrozenError(_("You cannot change an adopted work plan. Make a new version."))
    if terms.state not in OPEN_WORK_PLANS:
        raise WrongStateError(_("Correct the plan first. Then adopt it."))
    return save(terms.write_to(plan), by=by)


@transaction.atomic
def adopt(plan: WorkPlan, *, by: User | None) -> WorkPlan:
    """Say that the plan was adopted; the version before it is replaced.

    :raises WrongStateError: if it was adopted or replaced before.
    """
    plan = locked(plan)
    if plan.state not in OPEN_WORK_PLANS:
        raise WrongStateError(_("This version is adopted already."))
    if plan.replaces:
        earlier = locked(plan.replaces)
        earlier.state = WorkPlanState.SUPERSEDED
        plan.replaces = save(earlier, by=by)
    plan.state = WorkPlanState.ADOPTED
    return save(plan, by=by)


@transaction.atomic
def revise(plan: WorkPlan, terms: WorkPlanTerms, *, by: User | None) -> WorkPlan:
    """Make a newer version of an adopted plan; it counts once it is adopted in turn.

    :raises WrongStateError: if the plan can still be corrected, or has a newer version.
    """
    plan = locked(plan)
    if plan.state != WorkPlanState.ADOPTED:
        raise WrongStateError(_("Only an adopted work plan gets a new version."))
    if WorkPlan.objects.filter(replaces=plan).exists():
        raise WrongStateError(_("There is a new version already. Change that one."))
    following = terms.write_to(WorkPlan(version=plan.version + 1, replaces=plan))
    if following.state not in OPEN_WORK_PLANS:
        following.state = WorkPlanState.PROPOSED
    return save(following, by=by)
