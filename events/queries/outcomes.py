"""What an event brought, as far as a user may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from core.models import ScopedQuerySet
from core.normalisation import fold
from events.enums import OutcomeKind
from events.models import Event, EventPairing, Outcome, Participation
from events.models.events import EventQuerySet
from events.models.outcomes import BECAME
from events.queries.attendance import organizations_at
from partnerships.enums import ActionState, AgreementState, CommitmentState, Firmness
from partnerships.models import Action, Agreement, Commitment, Designation
from partnerships.models.actions import ActionQuerySet
from partnerships.models.commitments import CommitmentQuerySet

_DETAILS = (
    "commitment__area",
    "commitment__pairing",
    "commitment__promised_by",
    "commitment__promised_to",
    "action__pairing",
    "action__organization",
    "action__person__honorific",
    "agreement__type",
    "designation__conferred_by",
    "designation__conferred_on",
    "working_group__pairing",
    "work_plan",
)

_SIGNATURES = (
    "agreement__parties__organization",
    "agreement__parties__signatory",
    "agreement__witnesses__person",
)
# These have sections of their own.
_OF_THEIR_OWN = (OutcomeKind.AGREEMENT, OutcomeKind.DESIGNATION)


@dataclass(frozen=True)
class Agreed:
    """An agreed area with what the calendar says of it."""

    outcome: Outcome
    commitment: Commitment
    state: CommitmentState
    firmness: Firmness
    is_late: bool

    @property
    def text(self) -> str:
        """What was agreed, unless it only repeats the name of the area."""
        words = self.commitment.text
        return "" if fold(words) == fold(self.commitment.area.name) else words


@dataclass(frozen=True)
class Step:
    """A next action with what the calendar says of it."""

    outcome: Outcome
    action: Action
    state: ActionState
    is_overdue: bool


@dataclass(frozen=True)
class Other:
    """Any other outcome, and the state of the agreement that it became."""

    outcome: Outcome
    state: AgreementState | None
    can_be_adopted: bool


@dataclass(frozen=True)
class Brought:
    """Everything that came out of an event."""

    agreed: tuple[Agreed, ...]
    delivered: tuple[Agreed, ...]
    steps: tuple[Step, ...]
    done: tuple[Step, ...]
    signed: tuple[Other, ...]
    conferred: tuple[Other, ...]
    others: tuple[Other, ...]

    @property
    def has_steps(self) -> bool:
        """Whether an action was planned or done."""
        return bool(self.steps or self.done)

    @property
    def has_areas(self) -> bool:
        """Whether an area was agreed or carried out."""
        return bool(self.agreed or self.delivered)


def brought(event: Event, *, user: User, today: date) -> Brought:
    """Return what came out of ``event``; a record that ``user`` may not see is left out."""
    found = visible_outcomes(event, user).select_related(*_DETAILS)
    outcomes = list(found.prefetch_related(*_SIGNATURES))
    others = [_other(one) for one in outcomes if _stands_for_itself(one)]
    return Brought(
        agreed=tuple(
            _agreed(one, today) for one in outcomes if one.commitment and not _is_delivered(one)
        ),
        delivered=tuple(
            _agreed(one, today) for one in outcomes if one.commitment and _is_delivered(one)
        ),
        steps=tuple(_step(one, today) for one in outcomes if one.action and not _is_delivered(one)),
        done=tuple(_step(one, today) for one in outcomes if one.action and _is_delivered(one)),
        signed=tuple(one for one in others if one.outcome.kind == OutcomeKind.AGREEMENT),
        conferred=tuple(one for one in others if one.outcome.kind == OutcomeKind.DESIGNATION),
        others=tuple(one for one in others if one.outcome.kind not in _OF_THEIR_OWN),
    )


def visible_outcomes(event: Event, user: User) -> Any:
    """Return the outcomes whose records ``user`` may see, and those that are words only."""
    seen = Q()
    for name, model in BECAME.items():
        records: ScopedQuerySet[Any] = model.objects.visible_to(user)  # type: ignore[attr-defined]
        seen &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__in": records})
    return event.outcomes.filter(seen)


def open_areas(event: Event, user: User) -> CommitmentQuerySet:
    """Return the open agreed areas of those who met: what the event may have carried out."""
    agreed = Commitment.objects.visible_to(user).open().filter(pairing__meetings__event=event)
    return agreed.distinct()


def open_actions(event: Event, user: User) -> ActionQuerySet:
    """Likewise the open actions."""
    planned = Action.objects.visible_to(user).open().filter(pairing__meetings__event=event)
    return planned.distinct()


def agreements_to_tie(event: Event, user: User) -> QuerySet[Agreement]:
    """Return the agreements that ``user`` may see and that are not on the page yet."""
    return Agreement.objects.visible_to(user).exclude(outcomes__event=event)


def designations_to_tie(event: Event, user: User) -> QuerySet[Designation]:
    """Likewise the titles."""
    return Designation.objects.visible_to(user).exclude(outcomes__event=event)


def near_agreements(event: Event, user: User) -> QuerySet[Agreement]:
    """Return those of the agreements to tie that are of those who met."""
    met = Q(pairing__meetings__event=event)
    bound = Q(parties__organization__in=organizations_at(event))
    return agreements_to_tie(event, user).filter(met | bound).distinct()


def near_designations(event: Event, user: User) -> QuerySet[Designation]:
    """Likewise the titles."""
    there = organizations_at(event)
    given = Q(conferred_by__in=there) | Q(conferred_on__in=there)
    return designations_to_tie(event, user).filter(given)


def _agreed(outcome: Outcome, today: date) -> Agreed:
    commitment: Any = outcome.commitment
    return Agreed(
        outcome,
        commitment,
        CommitmentState(commitment.state),
        Firmness(commitment.firmness),
        commitment.is_late(today),
    )


def _step(outcome: Outcome, today: date) -> Step:
    action: Any = outcome.action
    return Step(outcome, action, ActionState(action.state), action.is_late(today))


def _other(outcome: Outcome) -> Other:
    state = AgreementState(outcome.agreement.state) if outcome.agreement else None
    return Other(outcome, state, can_be_adopted=outcome.is_open)


def _stands_for_itself(outcome: Outcome) -> bool:
    """An agreed area and a next action have lists of their own, unless they were words first."""
    if _is_delivered(outcome):
        return False
    return bool(outcome.text) or not (outcome.commitment_id or outcome.action_id)


def _is_delivered(outcome: Outcome) -> bool:
    """Say whether the meeting carried out what was agreed before."""
    return outcome.kind == OutcomeKind.DELIVERED


def meetings_to_tie(record: Agreement | Designation, user: User) -> EventQuerySet:
    """Return the events that ``user`` runs and on whose page ``record`` does not stand yet."""
    tied = Outcome.objects.filter(**{_name_of(record): record})
    return Event.objects.run_by(user).exclude(pk__in=tied.values("event"))


def near_meetings(record: Agreement | Designation, events: EventQuerySet) -> EventQuerySet:
    """Return those of ``events`` where the pairing or an organization of ``record`` was."""
    met = EventPairing.objects.filter(
        Q(pairing=record.pairing_id) | Q(pairing__parties__organization__in=_bound_by(record))
    )
    there = Participation.objects.filter(organization__in=_bound_by(record))
    return events.filter(Q(pk__in=met.values("event")) | Q(pk__in=there.values("event")))


def _name_of(record: Agreement | Designation) -> str:
    return "agreement" if isinstance(record, Agreement) else "designation"


def _bound_by(record: Agreement | Designation) -> list[int]:
    if isinstance(record, Designation):
        return [record.conferred_by_id, record.conferred_on_id]
    return list(record.parties.values_list("organization", flat=True))
