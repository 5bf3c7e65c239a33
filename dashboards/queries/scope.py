"""What a dashboard is about: whose eyes, which country, which years, which area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core import formats
from events.models import Event
from network.models import scope_of

if TYPE_CHECKING:
    from accounts.models import User
    from network.models import CooperationArea, Country

ALL = "all"


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

    def params(self, first: str, last: str) -> dict[str, str]:
        """Return the span as the two parameters of a list's filter."""
        told = {last: self.end.isoformat()}
        return {first: self.start.isoformat(), **told} if self.start else told


@dataclass(frozen=True)
class Scope:
    """The filters of the dashboard, cleaned, with the reader and the day."""

    user: User
    today: date
    country: Country | None = None
    area: CooperationArea | None = None
    modality: str = ""
    period: str = "24"

    @property
    def span(self) -> Span:
        """The days that the figures cover; they end today."""
        return Span(_start(self.period, self.today), self.today)

    @property
    def words(self) -> str:
        """The span in words, for a sentence: "in the last 24 months"."""
        return {
            "24": _("in the last 24 months"),
            "12": _("in the last 12 months"),
            "year": _("in %(year)s") % {"year": self.today.year},
            ALL: _("in all years"),
        }[self.period]

    @property
    def days(self) -> str:
        """The span in days: "22 Nov 2024-22 Nov 2026"."""
        return formats.period(self.span.start, self.span.end)

    def over_all_years(self) -> Scope:
        """Return the same scope without a start."""
        return replace(self, period=ALL)

    def place(self) -> dict[str, str]:
        """Return country and area as the parameters that every list understands."""
        told = {"country": self.country.code if self.country else ""}
        told["area"] = self.area.key if self.area else ""
        return {name: value for name, value in told.items() if value}

    def has_workshops(self) -> bool:
        """Say whether any visible event took place in the span."""
        events = Event.objects.visible_to(self.user).happened()
        return events.filter(day__range=(self.span.start or date.min, self.span.end)).exists()


def own_country(user: User) -> int | None:
    """Return the country of an official or coordinator who has exactly one."""
    user_scope = scope_of(user)
    if user_scope.is_staff or len(user_scope.countries) != 1:
        return None
    (country,) = user_scope.countries
    return country


def _start(period: str, today: date) -> date | None:
    if period == "year":
        return today.replace(month=1, day=1)
    if period in ("12", "24"):
        return _years_before(today, int(period) // 12) + timedelta(days=1)
    return None


def _years_before(day: date, years: int) -> date:
    """Return the same day some years ago; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
