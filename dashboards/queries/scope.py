"""What a dashboard is about: whose eyes, which country, which years, which area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from dashboards.enums import Period
from events.models import Event
from network.models import CooperationArea, Country, Programme, scope_of


@dataclass(frozen=True)
class Span:
    """A stretch of days; no start means from the beginning."""

    start: date | None
    end: date

    @property
    def before(self) -> Span | None:
        """The stretch of the same length just before; nothing lies before the beginning."""
        if self.start is None:
            return None
        return Span(
            self.start - (self.end - self.start) - timedelta(days=1), self.start - timedelta(days=1)
        )

    def of(self, field: str) -> Q:
        """Return the condition that the day in ``field`` lies in the span."""
        until = Q(**{f"{field}__lte": self.end})
        return until & Q(**{f"{field}__gte": self.start}) if self.start else until


@dataclass(frozen=True)
class Scope:
    """The filters of the dashboard, cleaned, with the reader and the day."""

    user: User
    today: date
    country: Country | None = None
    area: CooperationArea | None = None
    modality: str = ""
    programme: Programme | None = None
    period: Period = Period.TWO_YEARS

    @property
    def span(self) -> Span:
        """The days that the figures cover; they end today."""
        return Span(_start(self.period, self.today), self.today)

    def over_all_years(self) -> Scope:
        """Return the same scope without a start."""
        return replace(self, period=Period.ALL_YEARS)

    def has_workshops(self) -> bool:
        """Say whether any visible event took place in the span, wherever it was."""
        start, end = self.span.start, self.span.end
        held = Event.objects.visible_to(self.user).happened().until(end, today=self.today)
        return (held.since(start) if start else held).exists()


def own_country(user: User) -> int | None:
    """Return the country of an official or coordinator who has exactly one."""
    scope = scope_of(user)
    if scope.is_staff or len(scope.countries) != 1:
        return None
    (country,) = scope.countries
    return country


def _start(period: Period, today: date) -> date | None:
    if period == Period.THIS_YEAR:
        return today.replace(month=1, day=1)
    years = {Period.ONE_YEAR: 1, Period.TWO_YEARS: 2}.get(period)
    return _years_before(today, years) + timedelta(days=1) if years else None


def _years_before(day: date, years: int) -> date:
    """Return the same day some years ago; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
