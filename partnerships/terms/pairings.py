"""What is said of a pairing and of its sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Organization, Programme


@dataclass(frozen=True, kw_only=True)
class PairingTerms(Terms):
    """A pairing; its phase is moved, never edited. Without a title it is named after its sides."""

    title: str = ""
    programme: Programme | None = None
    started_on: date | None = None
    note: str = ""
    rhythm_days: int = 90


@dataclass(frozen=True, kw_only=True)
class PairingPartyTerms(Terms):
    """A side, and its part in South-South cooperation."""

    organization: Organization
    role: str = ""
