"""What came out of an event, and how it becomes part of a partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.records import delete, save
from events.enums import OutcomeKind
from events.models import Outcome
from partnerships.enums import Firmness
from partnerships.operations import actions, agreements, commitments, working_groups
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import AgreementPartyTerms, AgreementTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.working_groups import WorkingGroupTerms

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from events.models import Event
    from network.models import CooperationArea, Organization, Person
    from partnerships.models import (
        Action,
        Agreement,
        Commitment,
        Designation,
        Pairing,
        WorkingGroup,
        WorkPlan,
    )


class AlreadyAdoptedError(DomainError):
    """The outcome became something else before."""


class NothingSaidError(DomainError):
    """An outcome without words and without a record behind it."""


@transaction.atomic
def record(  # noqa: PLR0913 — an outcome may point to six kinds of records
    event: Event,
    *,
    kind: str,
    text: str = "",
    commitment: Commitment | None = None,
    action: Action | None = None,
    agreement: Agreement | None = None,
    designation: Designation | None = None,
    working_group: WorkingGroup | None = None,
    work_plan: WorkPlan | None = None,
    by: User | None,
) -> Outcome:
    """Write down what came out of an event, in words or as a record that exists already."""
    event = locked(event)
    became = {
        "commitment": commitment,
        "action": action,
        "agreement": agreement,
        "designation": designation,
        "working_group": working_group,
        "work_plan": work_plan,
    }
    text = text.strip()
    if not text and not any(became.values()):
        raise NothingSaidError(_("Say in a few words what came out of the meeting."))
    return save(
        Outcome(event=event, kind=OutcomeKind(kind), text=text, order=_next_order(event), **became),
        by=by,
    )


@transaction.atomic
def adopt_commitment(  # noqa: PLR0913 — a commitment is made of these
    event: Event,
    *,
    pairing: Pairing,
    area: CooperationArea,
    text: str = "",
    firmness: str = Firmness.AGREED,
    starts_on: date | None = None,
    ends_on: date | None = None,
    promised_by: Organization | None = None,
    promised_to: Organization | None = None,
    quantity: int | None = None,
    unit: str = "",
    by: User | None,
) -> Outcome:
    """Make an area that was agreed at the event a commitment of the pairing."""
    terms = CommitmentTerms(
        area=area,
        text=text,
        firmness=firmness,
        starts_on=starts_on,
        ends_on=ends_on,
        promised_by=promised_by,
        promised_to=promised_to,
        quantity=quantity,
        unit=unit,
        agreed_on=event.day,
    )
    commitment = commitments.agree(pairing, terms, by=by)
    return record(event, kind=OutcomeKind.COMMITMENT, commitment=commitment, by=by)


@transaction.atomic
def adopt_action(  # noqa: PLR0913 — an action is made of these
    event: Event,
    *,
    pairing: Pairing,
    text: str,
    organization: Organization | None = None,
    person: Person | None = None,
    due_on: date | None = None,
    by: User | None,
) -> Outcome:
    """Make a next step that was decided at the event an action of the pairing."""
    terms = ActionTerms(text=text, organization=organization, person=person, due_on=due_on)
    action = actions.plan(pairing, terms, by=by)
    return record(event, kind=OutcomeKind.ACTION, action=action, by=by)


@transaction.atomic
def adopt(
    outcome: Outcome, *, as_: str, pairing: Pairing, by: User | None, **facts: Any
) -> Outcome:
    """Turn a decision or recommendation into a commitment, an action, a group or a draft.

    ``as_`` is "commitment", "action", "working_group" or "agreement"; ``facts`` are what that
    record needs besides the words of the outcome. The outcome keeps its words.

    :raises AlreadyAdoptedError: if it became something before.
    """
    outcome = locked(outcome)
    if outcome.is_adopted:
        raise AlreadyAdoptedError(_("This was made part of the partnership before."))
    became = _BECOME[as_](outcome, pairing, by, facts)
    setattr(outcome, as_, became)
    return save(outcome, by=by)


@transaction.atomic
def reword(outcome: Outcome, *, text: str, by: User | None) -> Outcome:
    """Correct the words of an outcome."""
    outcome = locked(outcome)
    outcome.text = text.strip()
    if not outcome.text and not outcome.is_adopted:
        raise NothingSaidError(_("Say in a few words what came out of the meeting."))
    return save(outcome, by=by)


@transaction.atomic
def withdraw(outcome: Outcome, *, by: User | None) -> None:
    """Take an outcome off the event; what it became stays with the partnership."""
    delete(locked(outcome), by=by)


def _next_order(event: Event) -> int:
    last: int | None = event.outcomes.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _commitment(
    outcome: Outcome, pairing: Pairing, by: User | None, facts: dict[str, Any]
) -> Commitment:
    given = {"text": outcome.text, "agreed_on": outcome.event.day}
    return commitments.agree(pairing, CommitmentTerms(**{**given, **facts}), by=by)


def _action(outcome: Outcome, pairing: Pairing, by: User | None, facts: dict[str, Any]) -> Action:
    return actions.plan(pairing, ActionTerms(**{"text": outcome.text, **facts}), by=by)


def _working_group(
    outcome: Outcome, pairing: Pairing, by: User | None, facts: dict[str, Any]
) -> WorkingGroup:
    given = {"name": outcome.text[:200], "mandate": outcome.text, "agreed_on": outcome.event.day}
    return working_groups.set_up(pairing, WorkingGroupTerms(**{**given, **facts}), by=by)


def _agreement(
    outcome: Outcome, pairing: Pairing, by: User | None, facts: dict[str, Any]
) -> Agreement:
    rows = pairing.parties.select_related("organization")
    parties = [AgreementPartyTerms(organization=party.organization) for party in rows]
    given = {"title": outcome.text[:300], "pairing": pairing, "note": outcome.text}
    return agreements.draft(AgreementTerms(**{**given, **facts}), parties=parties, by=by)


_BECOME = {
    "commitment": _commitment,
    "action": _action,
    "working_group": _working_group,
    "agreement": _agreement,
}
