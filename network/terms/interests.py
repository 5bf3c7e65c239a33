"""What is said of a need or an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import CooperationArea


@dataclass(frozen=True, kw_only=True)
class InterestTerms(Terms):
    """What an organization looks for or can give in one area."""

    kind: str
    area: CooperationArea
    text: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
