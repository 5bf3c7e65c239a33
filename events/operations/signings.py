"""What was signed or given at an event: agreements and titles, new ones and known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked, next_order
from core.records import save
from events.enums import OutcomeKind
from events.models import Event, Outcome
from events.operations.outcomes import AlreadyAdoptedError, NotHeldError
from events.terms.outcomes import OutcomeTerms
from partnerships.models import Agreement, Designation
from partnerships.operations import agreements, designations
from partnerships.terms.agreements import SignedAgreement
from partnerships.terms.designations import DesignationTerms


@transaction.atomic
def sign(event: Event, new: SignedAgreement, *, by: User | None) -> Outcome:
    """Write down an agreement that was signed at the event.

    :raises NotHeldError: if the event has not taken place.
    """
    event = _held(event)
    return _put_on_page(event, _signed_at(event, new, by), by=by)


@transaction.atomic
def confer(event: Event, terms: DesignationTerms, *, by: User | None) -> Outcome:
    """Write down a title that was given at the event.

    :raises NotHeldError: if the event has not taken place.
    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    event = _held(event)
    return _put_on_page(event, designations.confer(_given_at(terms, event), by=by), by=by)


@transaction.atomic
def enter(outcome: Outcome, new: SignedAgreement | DesignationTerms, *, by: User | None) -> Outcome:
    """Let an agreement or a title that stands on the page in words enter the register.

    :raises NotHeldError: if the event has not taken place.
    :raises AlreadyAdoptedError: if it is in the register.
    """
    event, outcome = _held(outcome.event), locked(outcome)
    if outcome.is_adopted:
        raise AlreadyAdoptedError(_("This is in the register already."))
    if isinstance(new, SignedAgreement):
        outcome.agreement = _signed_at(event, new, by)
    else:
        outcome.designation = designations.confer(_given_at(new, event), by=by)
    return save(outcome, by=by)


@transaction.atomic
def tie(event: Event, record: Agreement | Designation, *, by: User | None) -> Outcome:
    """Say that an agreement or a title of the register was signed or given at the event.

    :raises BrokenConstraintError: if it is on the page of the event already.
    """
    return _put_on_page(locked(event), record, by=by)


def sign_all(
    event: Event, new: Sequence[SignedAgreement], *, by: User | None
) -> list[OutcomeTerms]:
    """Write down the agreements that were signed at a new event; return them as its outcomes."""
    made = agreements.write_signed([_of_event(each, event) for each in new], by=by)
    return [OutcomeTerms(kind=OutcomeKind.AGREEMENT, agreement=each) for each in made]


def confer_all(
    event: Event, titles: Sequence[DesignationTerms], *, by: User | None
) -> list[OutcomeTerms]:
    """Write down the titles that were given at a new event; return them as its outcomes."""
    made = designations.confer_all([_given_at(each, event) for each in titles], by=by)
    return [OutcomeTerms(kind=OutcomeKind.DESIGNATION, designation=each) for each in made]


def _put_on_page(event: Event, record: Agreement | Designation, *, by: User | None) -> Outcome:
    outcome = Outcome(event=event, order=next_order(event.outcomes))
    if isinstance(record, Agreement):
        outcome.kind, outcome.agreement = OutcomeKind.AGREEMENT, record
    else:
        outcome.kind, outcome.designation = OutcomeKind.DESIGNATION, record
    return save(outcome, by=by)


def _held(event: Event) -> Event:
    event = locked(event)
    if not event.has_happened:
        raise NotHeldError(
            _("This meeting is in the future. They have not signed or given anything yet.")
        )
    return event


def _signed_at(event: Event, new: SignedAgreement, by: User | None) -> Agreement:
    return agreements.write_signed([_of_event(new, event)], by=by)[0]


def _of_event(new: SignedAgreement, event: Event) -> SignedAgreement:
    """Return it with the day and the place of the event, where nothing else is known."""
    terms = replace(new.terms, place=new.terms.place or event.place)
    return replace(new, terms=terms, signed_on=new.signed_on or _only_day(event))


def _given_at(terms: DesignationTerms, event: Event) -> DesignationTerms:
    return replace(terms, given_on=terms.given_on or _only_day(event))


def _only_day(event: Event) -> date | None:
    """Return the day of the event; of several nobody knows on which one it was signed."""
    return event.day if event.last_day in (None, event.day) else None
