"""On what somebody must decide in a country: what is blocked first, then what is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.db import count_each
from dashboards.enums import ConcernKind
from documents.terms.briefings import Open

SHOWN = 6


def open_points(waiting: Mapping[ConcernKind, Any]) -> tuple[tuple[Open, ...], int]:
    """Return the first points of what is ``waiting`` in a country, and how many there are."""
    told = {kind: waiting[kind] for kind in _SHOWN}
    counts = count_each(told)
    shown: list[Open] = []
    for kind, rows in told.items():
        if counts[kind] and len(shown) < SHOWN:
            shown += [_SHOWN[kind](kind, each) for each in rows[: SHOWN - len(shown)]]
    return tuple(shown), sum(counts.values())


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
_SHOWN: dict[ConcernKind, Callable[[ConcernKind, Any], Open]] = {
    ConcernKind.BLOCKED: _blocked,
    ConcernKind.OPEN_QUESTION: _asked,
    ConcernKind.OVERDUE_ACTION: _overdue,
    ConcernKind.LATE_COMMITMENT: _late,
    ConcernKind.REPORT_DUE: _unreported,
    ConcernKind.QUIET_PAIRING: _quiet,
}
