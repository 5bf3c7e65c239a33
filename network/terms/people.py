"""What is said of a person, how they are reached, and what they are where."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from accounts.models import User
from core.terms import Terms
from network.enums import NameOrder, Sex
from network.models import Country, Honorific, Organization, Person


@dataclass(frozen=True, kw_only=True)
class PersonTerms(Terms):
    """A person; the name is as they write it themselves."""

    name: str
    honorific: Honorific | None = None
    local_name: str = ""
    family_name: str = ""
    given_name: str = ""
    name_order: str = NameOrder.UNKNOWN
    sex: str = Sex.UNKNOWN
    country: Country | None = None
    phone: str = ""
    user: User | None = None


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How a person is reached by mail: where, in which language, by which clock."""

    email: str = ""
    language: str = "en"
    time_zone: str = "Asia/Bangkok"

    @classmethod
    def of(cls, person: Person) -> Contact:
        """Return how ``person`` is reached now."""
        return cls(**{each.name: getattr(person.recipient, each.name) for each in fields(cls)})


@dataclass(frozen=True, kw_only=True)
class PositionTerms(Terms):
    """What somebody is in an organization; ``order`` is that of the document."""

    organization: Organization
    title: str = ""
    starts_on: date | None = None
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """Somebody who enters the directory, how they are reached and where they work."""

    terms: PersonTerms
    contact: Contact
    position: PositionTerms | None = None
