"""The figures of the dashboard: workshops a quarter, commitments an area, the pairings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncQuarter

from core.db import count_each
from core.pages import MOST, count, one_by_one
from dashboards.facts import Counted
from dashboards.queries import rows, tallies
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Span
from events.enums import Modality
from network.models import CooperationArea
from partnerships.enums import CommitmentState
from partnerships.models import Action, Pairing
from partnerships.queries import pairings
from partnerships.queries.pairings import Standing

DONE = (CommitmentState.DONE, CommitmentState.PARTLY_DONE)


@dataclass(frozen=True)
class Quarter:
    """How many events of each modality took place in three months.

    ``days`` are those of its days that the figure covers.
    """

    start: date
    days: Span
    counts: dict[str, int]

    @property
    def number(self) -> int:
        """Which quarter of its year, from 1 to 4."""
        return (self.start.month + 2) // 3

    @property
    def total(self) -> int:
        """All events of the quarter."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class ByQuarter:
    """The events of each quarter, and those of each modality that lie in none for sure.

    Of these only the year is known.
    """

    quarters: list[Quarter]
    elsewhere: dict[str, int]

    @property
    def placed(self) -> int:
        """All that lie in a quarter."""
        return sum(quarter.total for quarter in self.quarters)

    @property
    def unplaced(self) -> int:
        """All that lie in no quarter for sure."""
        return sum(self.elsewhere.values())


@dataclass(frozen=True)
class AreaProgress:
    """What was promised in one area, and how far it is."""

    key: str
    name: str
    done: int
    started: int
    not_started: int
    dropped: int

    @property
    def promised(self) -> int:
        """Every commitment that was not dropped."""
        return self.done + self.started + self.not_started


@dataclass(frozen=True)
class PairingRow:
    """A pairing with how it is doing and its next action."""

    pairing: Pairing
    standing: Standing
    next_action: Action | None


@dataclass(frozen=True)
class BindingAgreements:
    """How many agreements bind somebody today, and what of their ends; as far as lists count."""

    number: int
    ending: int
    without_known_end: int


def in_force(scope: Scope) -> BindingAgreements:
    """Return the agreements in force on the day of the page, in one statement."""
    signed, today = rows.signed(scope), scope.today
    asked = {
        "number": signed.in_force(today),
        "ending": signed.ending(today),
        "without_known_end": signed.without_known_end(today),
    }
    return BindingAgreements(**count_each(asked, up_to=MOST + 1))


def by_quarter(scope: Scope) -> ByQuarter:
    """Return every quarter from the first event of the span to its end, also the empty ones.

    What is only known by its year stands in none of them, and is counted apart.
    """
    counts: dict[date, dict[str, int]] = {}
    elsewhere = dict.fromkeys((how.value for how in Modality), 0)
    for quarter, last, how, number in _held(scope):
        if quarter == last:
            counts.setdefault(quarter, {})[how] = number
        else:
            elsewhere[how] += number
    first = scope.span.start or min(counts, default=None)
    starts = _starts(first, scope.span.end)
    return ByQuarter([_quarter(scope, start, counts.get(start, {})) for start in starts], elsewhere)


def _held(scope: Scope) -> Iterable[tuple[date, date, str, int]]:
    """Yield how many events of a modality lie between two quarters; as a rule they are the same."""
    found: Any = tallies.of(scope, Counted.MEETINGS, scope.span)
    number: Any = Sum("number")
    days, how = ("day", "until"), "word"
    if found is None:
        found, number = rows.workshops(scope), Count("pk")
        days, how = ("known_from", "known_until"), "modality"
    first, last = map(TruncQuarter, days)
    counted = found.order_by().annotate(quarter=first, last=last).values("quarter", "last", how)
    held = counted.annotate(held=number).filter(held__gt=0)
    yield from held.values_list("quarter", "last", how, "held")


def areas(scope: Scope) -> list[AreaProgress]:
    """Return the areas with a commitment in the span, the fullest first."""
    known = CooperationArea.objects.in_bulk()
    counts: dict[int, dict[str, int]] = {}
    for area, state, number in _promised(scope):
        if number:
            counts.setdefault(area, {})[state] = number
    progress = [_progress(known[area], found) for area, found in counts.items()]
    return sorted(progress, key=lambda area: (-area.promised, area.name))


def _promised(scope: Scope) -> Iterable[tuple[int, str, int]]:
    """Yield how many commitments of an area are in a state."""
    kept = tallies.of(scope, Counted.COMMITMENTS, scope.span if scope.span.start else None)
    if kept is None:
        counted = rows.commitments(scope).order_by().values_list("area", "state")
        return counted.annotate(number=Count("pk"))
    return kept.order_by().values_list("area", "word").annotate(number=Sum("number"))


def _progress(area: CooperationArea, states: dict[str, int]) -> AreaProgress:
    def of(*asked: str) -> int:
        return sum(states.get(state, 0) for state in asked)

    return AreaProgress(
        key=area.key,
        name=area.name,
        done=of(*DONE),
        started=of(CommitmentState.IN_PROGRESS),
        not_started=of(CommitmentState.OPEN),
        dropped=of(CommitmentState.DROPPED),
    )


def pairing_rows(scope: Scope, limit: int) -> list[PairingRow]:
    """Return the first pairings of the scope, those that need attention first."""
    found, today = rows.open_pairings(scope), scope.today
    # To look for the first of each status costs more than to sort few.
    if count(found) > MOST:
        shown = pairings.most_urgent(found, limit, today=today)
    else:
        shown = pairings.listed(found, today=today)[:limit]
    return [_row(pairing, today) for pairing in shown]


def every_pairing_row(scope: Scope) -> Iterator[PairingRow]:
    """Yield all of them likewise; few are held at a time."""
    shown = pairings.listed(rows.open_pairings(scope), today=scope.today)
    return (_row(pairing, scope.today) for pairing in one_by_one(shown))


def _starts(first: date | None, last: date) -> Iterator[date]:
    """Yield the first day of each quarter from ``first`` to ``last``."""
    if first is None:
        return
    start = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    while start <= last:
        yield start
        start = _after(start)


def _after(start: date) -> date:
    """Return the first day of the next quarter."""
    years, month = divmod(start.month + 2, 12)
    return date(start.year + years, month + 1, 1)


def _quarter(scope: Scope, start: date, counts: dict[str, int]) -> Quarter:
    first = max(start, scope.span.start or start)
    days = Span(first, min(_after(start) - timedelta(days=1), scope.span.end))
    return Quarter(start, days, {how.value: counts.get(how.value, 0) for how in Modality})


def _row(pairing: Any, today: date) -> PairingRow:
    return PairingRow(
        pairing=pairing,
        standing=pairings.standing(pairing, today=today),
        next_action=pairings.next_action(pairing),
    )
