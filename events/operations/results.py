"""What a new meeting brought, written down together with the meeting itself.

Every row is judged in memory and each kind is written in one statement, so that a log costs the
same however long it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.records import as_actor, save_all
from events.models import Event
from events.operations import agenda, attendance, organizers, outcomes, records, signings
from events.operations.rolls import Roll
from events.terms.agenda import AgendaEntry
from events.terms.logs import ForPairing, Results
from network.operations import people
from partnerships.models import Pairing

TermsT = TypeVar("TermsT")


class NoPairingError(DomainError):
    """Something was agreed, and nobody says between whom."""


def record(event: Event, results: Results, *, by: User | None, now: datetime) -> None:
    """Write down what a new meeting brought; each kind of fact has its own rules."""
    with as_actor(by):
        _people(event, results, by)
        _agenda(event, results.agenda, by)
        _outcomes(event, results, by, now)
        _records(event, results, by)


def _people(event: Event, results: Results, by: User | None) -> None:
    """Write down who organized it and who came; the numbers are held against the names."""
    roll = Roll()
    if results.addresses:
        people.give_addresses(results.addresses, by=by)
    save_all(organizers.organizers_of(event, results.organizers), by=by)
    save_all(attendance.participations_of(event, results.participations, roll), by=by)
    save_all(attendance.head_counts_of(event, results.head_counts, roll), by=by)


def _agenda(event: Event, entries: Sequence[AgendaEntry], by: User | None) -> None:
    """Write down the agenda in the order in which it is given."""
    rows = [agenda.item_of(event, each.item, order=order) for order, each in enumerate(entries)]
    speakers = [
        agenda.speaker_of(item, terms, order=order)
        for item, each in zip(save_all(rows, by=by), entries, strict=True)
        for order, terms in enumerate(each.speakers)
    ]
    save_all(speakers, by=by)


def _outcomes(event: Event, results: Results, by: User | None, now: datetime) -> None:
    """Let the pairings adopt what was agreed; it comes before the other outcomes."""
    usual = _usual_pairing(event, [*results.commitments, *results.actions])
    agreed = outcomes.agree_all(event, _by_pairing(results.commitments, usual), by=by)
    planned = outcomes.plan_all(_by_pairing(results.actions, usual), by=by)
    delivered = outcomes.deliver_all(event, results.carried_out, by=by, now=now)
    signed = signings.sign_all(event, results.agreements, by=by)
    given = signings.confer_all(event, results.designations, by=by)
    brought = [*agreed, *delivered, *planned, *signed, *given, *results.outcomes]
    outcomes.record_all(event, brought, by=by)


def _usual_pairing(event: Event, adopted: Sequence[ForPairing[object]]) -> Pairing | None:
    """Return the only pairing that met, where somewhere none is named."""
    if all(each.pairing for each in adopted):
        return None
    met = list(event.pairings.select_related("pairing")[:2])
    if len(met) != 1:
        raise NoPairingError(
            _("Choose the pairing that met: agreed areas and actions belong to a pairing.")
        )
    return met[0].pairing


def _by_pairing(
    adopted: Sequence[ForPairing[TermsT]], usual: Pairing | None
) -> list[tuple[Pairing, TermsT]]:
    pairs = [(each.pairing or usual, each.terms) for each in adopted]
    return [(pairing, terms) for pairing, terms in pairs if pairing]


def _records(event: Event, results: Results, by: User | None) -> None:
    """Write down what was said, shown and seen, each kind in the order in which it is given."""
    told: list[Sequence[records.RecordTerms]] = [
        results.statements,
        results.topics,
        results.presentations,
        results.site_visits,
        results.donations,
    ]
    for kind in told:
        rows = [records.record_of(event, each, order=order) for order, each in enumerate(kind)]
        save_all(rows, by=by)
    save_all([records.file_of(event, each) for each in results.files], by=by)
