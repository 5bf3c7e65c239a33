"""What a dashboard is about: whose eyes, the network or a part of it, which years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from dashboards.terms.periods import Period, Span
from events.models import EventType
from network.models import CooperationArea, Country, Organization, Programme, scope_of
from partnerships.models import Pairing


@dataclass(frozen=True)
class Scope:
    """The filters of the dashboard, cleaned, with the reader and the day.

    Where nobody chose a period all years count: what is counted stays the same when a year begins.
    """

    user: User
    today: date
    country: Country | None = None
    area: CooperationArea | None = None
    modality: str = ""
    programme: Programme | None = None
    phase: str = ""
    kind: EventType | None = None
    organization: Organization | None = None
    pairing: Pairing | None = None
    period: Period = Period.ALL_YEARS
    is_compared: bool = True

    @property
    def is_narrowed(self) -> bool:
        """Whether it is a part of the network, and not what some figures count of it."""
        of_pairings = self.phase or self.organization or self.pairing
        return bool(of_pairings or self.country or self.area or self.programme)

    @property
    def is_summed(self) -> bool:
        """Whether sums are kept of such a part of the network; else its rows are counted."""
        return not (self.phase or self.organization or self.pairing)

    @property
    def span(self) -> Span:
        """The days that the figures cover; none lies after today."""
        return self.period.span(self.today)

    @property
    def span_before(self) -> Span | None:
        """The days with which they are compared, if they are."""
        return self.period.span_before(self.today) if self.is_compared else None


def own_country(user: User) -> int | None:
    """Return the country of an official or coordinator who has exactly one."""
    scope = scope_of(user)
    if scope.is_staff or len(scope.countries) != 1:
        return None
    (country,) = scope.countries
    return country
