"""Work plans: propose one, correct it, adopt it, replace it by a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save
from partnerships.enums import OPEN_WORK_PLANS, WorkPlanState
from partnerships.models import WorkPlan

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from network.models import Programme
    from partnerships.models import Pairing


class WorkPlanChanges(TypedDict, total=False):
    """What may be corrected in a work plan."""

    name: str
    programme: Programme | None
    pairing: Pairing | None
    starts_on: date | None
    ends_on: date | None
    note: str
    state: str


class FrozenError(DomainError):
    """An adopted version is not changed any more."""


class WrongStateError(DomainError):
    """The work plan cannot go from where it stands to there."""


@transaction.atomic
def propose(  # noqa: PLR0913 — a plan is made of these
    *,
    name: str,
    programme: Programme | None = None,
    pairing: Pairing | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
    state: str = WorkPlanState.PROPOSED,
    source_key: str | None = None,
    by: User | None,
) -> WorkPlan:
    """Write down a plan of a pairing, or of the whole network.

    :raises BrokenConstraintError: if the last day lies before the first.
    """
    plan = WorkPlan(
        name=clean_name(name),
        programme=programme,
        pairing=pairing,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip(),
        state=state,
        source_key=source_key,
    )
    return save(plan, by=by)


@transaction.atomic
def edit(plan: WorkPlan, *, by: User | None, **changes: Unpack[WorkPlanChanges]) -> WorkPlan:
    """Correct a plan that is not adopted yet.

    :raises FrozenError: if it was adopted: ``revise`` makes a newer version.
    :raises WrongStateError: if it would be adopted or replaced by a mere correction.
    """
    plan = locked(plan)
    if plan.state not in OPEN_WORK_PLANS:
        raise FrozenError(_("An adopted work plan is not changed. Make a new version of it."))
    if changes.get("state", plan.state) not in OPEN_WORK_PLANS:
        raise WrongStateError(_("Correct the plan first. Adopt it afterwards."))
    return _write(plan, changes, by=by)


@transaction.atomic
def adopt(plan: WorkPlan, *, by: User | None) -> WorkPlan:
    """Say that the plan was adopted; the version before it is replaced.

    :raises WrongStateError: if it was adopted or replaced before.
    """
    plan = locked(plan)
    if plan.state not in OPEN_WORK_PLANS:
        raise WrongStateError(_("This version was adopted before."))
    if plan.replaces:
        earlier = locked(plan.replaces)
        earlier.state = WorkPlanState.SUPERSEDED
        plan.replaces = save(earlier, by=by)
    plan.state = WorkPlanState.ADOPTED
    return save(plan, by=by)


@transaction.atomic
def revise(plan: WorkPlan, *, by: User | None, **changes: Unpack[WorkPlanChanges]) -> WorkPlan:
    """Make a newer version of an adopted plan; it counts once it is adopted in turn.

    :raises WrongStateError: if the plan can still be corrected, or has a newer version.
    """
    plan = locked(plan)
    if plan.state != WorkPlanState.ADOPTED:
        raise WrongStateError(_("Only an adopted work plan gets a new version."))
    if WorkPlan.objects.filter(replaces=plan).exists():
        raise WrongStateError(_("A new version is being prepared already. Change that one."))
    following = WorkPlan(
        name=plan.name,
        programme=plan.programme,
        pairing=plan.pairing,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        note=plan.note,
        state=WorkPlanState.PROPOSED,
        version=plan.version + 1,
        replaces=plan,
    )
    return _write(following, changes, by=by)


def _write(plan: WorkPlan, changes: WorkPlanChanges, *, by: User | None) -> WorkPlan:
    for field, value in changes.items():
        setattr(plan, field, value)
    plan.name = clean_name(plan.name)
    plan.note = plan.note.strip()
    return save(plan, by=by)
