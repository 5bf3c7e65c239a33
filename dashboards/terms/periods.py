"""Which time the figures are about, as an address names it, and its days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db.models import Q

ONE_DAY = timedelta(days=1)
_EVERYTHING = "all"
_ROLLING = (12, 24)
_DATED = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-q(?P<quarter>[1-4]))?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """A stretch of days; no start means from the beginning."""

    start: date | None
    end: date

    def of(self, field: str) -> Q:
        """Return the condition that the day in ``field`` lies in the span."""
        until = Q(**{f"{field}__lte": self.end})
        return until & Q(**{f"{field}__gte": self.start}) if self.start else until


@dataclass(frozen=True)
class Period:
    """All years, some months that end today, a year, or a quarter of a year.

    Its name, ``str(period)``, is what addresses say and what a briefing keeps: "all", "12", "2026",
    "2026-q4".
    """

    year: int = 0
    quarter: int = 0
    months: int = 0

    ALL_YEARS: ClassVar[Period]
    ONE_YEAR: ClassVar[Period]
    TWO_YEARS: ClassVar[Period]

    @classmethod
    def named(cls, name: str) -> Self | None:
        """Return the period of this name; None where no period has it."""
        if name == _EVERYTHING:
            return cls()
        if name in map(str, _ROLLING):
            return cls(months=int(name))
        found = _DATED.fullmatch(name)
        return cls(int(found["year"]), int(found["quarter"] or 0)) if found else None

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """Return the quarter in which ``day`` lies."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        if not self.year:
            return str(self.months or _EVERYTHING)
        return f"{self.year}-q{self.quarter}" if self.quarter else str(self.year)

    def has_begun(self, today: date) -> bool:
        """Say whether some of its days lie behind us."""
        return not self.year or self._first <= today

    def span(self, today: date) -> Span:
        """Return its days, none after ``today``."""
        if self.year:
            return Span(self._first, min(self._last, today))
        start = _months_before(today, self.months) + ONE_DAY if self.months else None
        return Span(start, today)

    def is_running(self, today: date) -> bool:
        """Say whether some of its days are still to come."""
        return bool(self.year) and self._last > today

    def span_before(self, today: date) -> Span | None:
        """Return the days that its days are held against: as far into the period before.

        Nothing lies before the beginning.
        """
        span, before = self.span(today), self.before
        if span.start is None or before is None:
            return None
        if not self.year:
            return self.span(span.start - ONE_DAY)
        if not self.is_running(today):
            return before.span(today)
        first = before.span(today).start
        return Span(first, before.as_far_as(span))

    @property
    def before(self) -> Self | None:
        """The period before it: of the same kind."""
        if self.quarter == 1:
            return replace(self, year=self.year - 1, quarter=4)
        if self.quarter:
            return replace(self, quarter=self.quarter - 1)
        if self.year:
            return replace(self, year=self.year - 1)
        return self if self.months else None

    def as_far_as(self, other: Span) -> date:
        """Return the day on which this one was as far as ``other`` is at its end."""
        if not self.quarter:
            return _in_month(self.year, other.end.month, other.end.day)
        passed = other.end - (other.start or other.end)
        return min(self._first + passed, self._last)

    @property
    def _first(self) -> date:
        return date(self.year, 3 * max(self.quarter, 1) - 2, 1)

    @property
    def _last(self) -> date:
        month = 3 * self.quarter or 12
        return _in_month(self.year, month, 31)


Period.ALL_YEARS = Period()
Period.ONE_YEAR = Period(months=12)
Period.TWO_YEARS = Period(months=24)


def _months_before(day: date, months: int) -> date:
    """Return the same day some months ago; 29 February becomes the 28th."""
    years, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return _in_month(years, month + 1, day.day)


def _in_month(year: int, month: int, day: int) -> date:
    """Return the day of a month, or its last one where it has fewer."""
    return date(year, month, min(day, monthrange(year, month)[1]))
