"""What will be done next, by whom, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Organization, Person
from partnerships.models import Commitment


@dataclass(frozen=True, kw_only=True)
class ActionTerms(Terms):
    """A next step; without organization and person all sides act."""

    text: str
    organization: Organization | None = None
    person: Person | None = None
    due_on: date | None = None
    commitment: Commitment | None = None
