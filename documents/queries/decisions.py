"""On what somebody must decide in a country: what is blocked first, then what is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.db import count_each
from dashboards.enums import ConcernKind
from documents.terms.briefings import Open
from network.models import Country
from partnerships.models import Pairing

SHOWN = 6


def open_points(
    waiting: Mapping[ConcernKind, Any], country: Country
) -> tuple[tuple[Open, ...], int]:
    """Return the first points that concern ``country``, and how many there are in all."""
    of_country = {kind: _NARROWED[kind](waiting[kind], country) for kind in _NARROWED}
    counts = count_each(of_country)
    shown: list[Open] = []
    for kind, rows in of_country.items():
        if counts[kind] and len(shown) < SHOWN:
            shown += [_SHOWN[kind](kind, each) for each in rows[: SHOWN - len(shown)]]
    return tuple(shown), sum(counts.values())


def _of_pairings(rows: Any, country: Country) -> Any:
    return rows.filter(pairing__in=Pairing.objects.with_side_in(country))


def _blocked(kind: ConcernKind, update: Any) -> Open:
    item = update.action or update.commitment
    text = str(item) if item else ""
    return Open(kind.value, text, update.pairing.title, update.submitted_at.date())


def _asked(kind: ConcernKind, question: Any) -> Open:
    return Open(kind.value, question.text, question.pairing.title, question.submitted_at.date())


def _overdue(kind: ConcernKind, action: Any) -> Open:
    return Open(kind.value, action.text, action.pairing.title, action.due_on)


def _late(kind: ConcernKind, commitment: Any) -> Open:
    return Open(kind.value, str(commitment), commitment.pairing.title, commitment.ends_on)


def _unreported(kind: ConcernKind, event: Any) -> Open:
    return Open(kind.value, event.title, "", event.known_until)


def _quiet(kind: ConcernKind, pairing: Any) -> Open:
    return Open(kind.value, "", pairing.title, pairing.last_contact_on)


# The order of the kinds is the order on paper: what is blocked and late comes first.
_NARROWED: dict[ConcernKind, Callable[[Any, Country], Any]] = {
    ConcernKind.BLOCKED: _of_pairings,
    ConcernKind.OPEN_QUESTION: _of_pairings,
    ConcernKind.OVERDUE_ACTION: _of_pairings,
    ConcernKind.LATE_COMMITMENT: _of_pairings,
    ConcernKind.REPORT_DUE: lambda rows, country: rows.with_somebody_of(country),
    ConcernKind.QUIET_PAIRING: lambda rows, country: rows.with_side_in(country),
}
_SHOWN: dict[ConcernKind, Callable[[ConcernKind, Any], Open]] = {
    ConcernKind.BLOCKED: _blocked,
    ConcernKind.OPEN_QUESTION: _asked,
    ConcernKind.OVERDUE_ACTION: _overdue,
    ConcernKind.LATE_COMMITMENT: _late,
    ConcernKind.REPORT_DUE: _unreported,
    ConcernKind.QUIET_PAIRING: _quiet,
}
