"""What is said of a title that one organization gives another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Organization
from partnerships.models import Pairing


@dataclass(frozen=True, kw_only=True)
class DesignationTerms(Terms):
    """A title, who gave it, who holds it, and what for."""

    title: str
    conferred_by: Organization
    conferred_on: Organization
    given_on: date | None = None
    purpose: str = ""
    pairing: Pairing | None = None
