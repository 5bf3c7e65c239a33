"""What a working group is for, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Organization, Person


@dataclass(frozen=True, kw_only=True)
class WorkingGroupTerms(Terms):
    """A group of a pairing; its members may be named later."""

    name: str
    mandate: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class WorkingGroupMemberTerms(Terms):
    """A member: a person of the directory, or a name as it was written."""

    organization: Organization | None = None
    person: Person | None = None
    name: str = ""
