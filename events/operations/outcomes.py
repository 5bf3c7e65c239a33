"""What came out of an event, and how it becomes part of a partnership."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked, next_order
from core.errors import DomainError
from core.records import save, save_all
from events.enums import OutcomeKind
from events.models import Event, Outcome
from events.terms.outcomes import OutcomeTerms
from events.wording import titles
from partnerships.models import Agreement, Pairing
from partnerships.operations import (
    actions,
    agreements,
    commitments,
    pairings,
    updates,
    working_groups,
)
from partnerships.terms.actions import ActionTerms
from partnerships.terms.agreements import AgreementPartyTerms, AgreementTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.updates import NewUpdate
from partnerships.terms.working_groups import WorkingGroupTerms

# What an outcome in words may become.
Adoptable: TypeAlias = CommitmentTerms | ActionTerms | WorkingGroupTerms | AgreementTerms
DatedT = TypeVar("DatedT", CommitmentTerms, WorkingGroupTerms)


class AlreadyAdoptedError(DomainError):
    """The outcome became something else before."""


class NothingSaidError(DomainError):
    """An outcome without words and without a record behind it."""


class NotHeldError(DomainError):
    """The meeting has not taken place."""


def held(event: Event, *, with_pairings: Iterable[int] = ()) -> Event:
    """Return the event as it is now; it is held after the pairings that met, and those named."""
    met = event.pairings.values_list("pairing", flat=True)
    pairings.hold([*met, *with_pairings])
    return locked(event)


@transaction.atomic
def record(event: Event, terms: OutcomeTerms, *, by: User | None) -> Outcome:
    """Write down what came out of an event, in words or as a record that exists already."""
    event = locked(event)
    return save(_outcome(event, terms, next_order(event.outcomes)), by=by)


@transaction.atomic
def adopt_new(
    event: Event, terms: CommitmentTerms | ActionTerms, *, pairing: Pairing, by: User | None
) -> Outcome:
    """Make what was agreed or decided at the event a commitment or an action of the pairing."""
    event = held(event, with_pairings=[pairing.pk])
    kind = OutcomeKind.ACTION if isinstance(terms, ActionTerms) else OutcomeKind.COMMITMENT
    outcome = Outcome(event=event, kind=kind, order=next_order(event.outcomes))
    return _become(outcome, terms, pairing, by)


@transaction.atomic
def adopt(outcome: Outcome, terms: Adoptable, *, pairing: Pairing, by: User | None) -> Outcome:
    """Turn a decision or recommendation into a commitment, an action, a group or a draft.

    The outcome keeps its words, and the record has those of its terms.

    :raises AlreadyAdoptedError: if it became something before.
    """
    pairings.hold([pairing.pk])
    outcome = locked(outcome)
    if outcome.is_adopted:
        raise AlreadyAdoptedError(_("This is part of the partnership already."))
    return _become(outcome, terms, pairing, by)


@transaction.atomic
def reword(outcome: Outcome, *, text: str, by: User | None) -> Outcome:
    """Correct the words of an outcome."""
    outcome = locked(outcome)
    outcome.text = text.strip()
    if not outcome.text and not outcome.is_adopted:
        raise NothingSaidError(_("Say in a few words what came out of the meeting."))
    return save(outcome, by=by)


@transaction.atomic
def deliver(event: Event, *carried_out: NewUpdate, by: User, now: datetime) -> list[Outcome]:
    """Write down what a meeting carried out: what was agreed moves on, or ended on that day.

    :raises NotHeldError: if the meeting has not taken place.
    """
    event = held(event)
    delivered = deliver_all(event, carried_out, by=by, now=now)
    return record_all(event, delivered, start=next_order(event.outcomes), by=by)


def agree_all(
    event: Event, agreed: Sequence[tuple[Pairing, CommitmentTerms]], *, by: User | None
) -> list[OutcomeTerms]:
    """Write down what pairings agreed at the event, and return that as its outcomes."""
    dated = [(pairing, _of_that_day(terms, event)) for pairing, terms in agreed]
    made = commitments.agree_all(dated, by=by)
    return [OutcomeTerms(kind=OutcomeKind.COMMITMENT, commitment=each) for each in made]


def plan_all(
    planned: Sequence[tuple[Pairing, ActionTerms]], *, by: User | None
) -> list[OutcomeTerms]:
    """Write down the next steps of pairings, and return them as outcomes of an event."""
    made = actions.plan_all(planned, by=by)
    return [OutcomeTerms(kind=OutcomeKind.ACTION, action=each) for each in made]


def deliver_all(
    event: Event, carried_out: Sequence[NewUpdate], *, by: User | None, now: datetime
) -> list[OutcomeTerms]:
    """Let what a meeting carried out count where it was agreed; return it as its outcomes.

    :raises NotHeldError: if the meeting has not taken place.
    """
    if not carried_out:
        return []
    if not event.has_happened:
        raise NotHeldError(_("Only a meeting that took place can carry something out."))
    on = _last_day(event, now)
    updates.submit_all([replace(new, on=on) for new in carried_out], by=by, now=now)
    return [
        OutcomeTerms(
            kind=OutcomeKind.DELIVERED,
            text=titles.delivered(new),
            commitment=new.terms.commitment,
            action=new.terms.action,
        )
        for new in carried_out
    ]


def record_all(
    event: Event, everything: Sequence[OutcomeTerms], *, start: int = 0, by: User | None
) -> list[Outcome]:
    """Write down all outcomes of an event in one go, those of a new event from the first on."""
    rows = [_outcome(event, terms, order) for order, terms in enumerate(everything, start)]
    return save_all(rows, by=by)


def _last_day(event: Event, now: datetime) -> date:
    """Return the day by which it was done for certain; of a month that is not over it is today."""
    today = timezone.localdate(now)
    return min(event.over_after or today, today)


def _outcome(event: Event, terms: OutcomeTerms, order: int) -> Outcome:
    outcome = terms.write_to(Outcome(event=event, order=order))
    outcome.kind = OutcomeKind(terms.kind)
    if not outcome.text and not outcome.is_adopted:
        raise NothingSaidError(_("Say in a few words what came out of the meeting."))
    return outcome


def _become(outcome: Outcome, terms: Adoptable, pairing: Pairing, by: User | None) -> Outcome:
    match terms:
        case CommitmentTerms():
            terms = _of_that_day(terms, outcome.event)
            outcome.commitment = commitments.agree(pairing, terms, by=by)
        case ActionTerms():
            outcome.action = actions.plan(pairing, terms, by=by)
        case WorkingGroupTerms():
            terms = _of_that_day(terms, outcome.event)
            outcome.working_group = working_groups.set_up(pairing, terms, by=by)
        case _:
            outcome.agreement = _draft(outcome, terms, pairing, by)
    return save(outcome, by=by)


def _of_that_day(terms: DatedT, event: Event) -> DatedT:
    return replace(terms, agreed_on=terms.agreed_on or event.day)


def _draft(outcome: Outcome, terms: AgreementTerms, pairing: Pairing, by: User | None) -> Agreement:
    """Return the draft between all sides of the pairing; the words of the outcome are its note."""
    sides = pairing.parties.select_related("organization")
    return agreements.draft(
        replace(terms, pairing=pairing, note=outcome.text),
        parties=[AgreementPartyTerms(organization=each.organization) for each in sides],
        by=by,
    )
