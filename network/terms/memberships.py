"""What is said of a role: which, for whom or what, and between which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Country, Organization, Programme


@dataclass(frozen=True, kw_only=True)
class MembershipTerms(Terms):
    """A role; the day on which it ends is the first without it.

    Project staff without a ``programme`` are limited by nothing.
    """

    role: str
    country: Country | None = None
    organization: Organization | None = None
    programme: Programme | None = None
    starts_on: date | None = None
    ends_on: date | None = None
