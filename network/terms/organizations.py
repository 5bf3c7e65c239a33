"""What is said of an organization and of its other names."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.terms import Terms
from network.models import Country, Organization, OrganizationKind


@dataclass(frozen=True, kw_only=True)
class OrganizationTerms(Terms):
    """An organization of the directory; without a country it serves several."""

    name: str
    kind: OrganizationKind
    acronym: str = ""
    local_name: str = ""
    country: Country | None = None
    parent: Organization | None = None
    is_member: bool = False
    city: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    website: str = ""
    about: str = ""
    list_number: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrganizationNameTerms(Terms):
    """Another name under which it is found, and where that was seen."""

    name: str
    kind: str
    note: str = ""
