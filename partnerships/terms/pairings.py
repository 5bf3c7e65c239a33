"""What is said of a pairing and of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Organization, Programme
from partnerships.enums import PairingPhase


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


@dataclass(frozen=True, kw_only=True)
class NewPairing:
    """A pairing that is to be started, with its sides and how far they are."""

    terms: PairingTerms
    parties: Sequence[PairingPartyTerms]
    phase: str = PairingPhase.IDENTIFIED


@dataclass(frozen=True, kw_only=True)
class LastMeeting:
    """The last day on which sides met; ``since`` where only a month or a year is known of it.

    They met between the two, and nobody knows on which day.
    """

    on: date
    since: date | None = None
