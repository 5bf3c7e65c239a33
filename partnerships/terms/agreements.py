"""What an agreement says of itself; its parties and areas are rows of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.terms import Terms

if TYPE_CHECKING:
    from datetime import date

    from partnerships.models import Agreement, AgreementType, Pairing


@dataclass(frozen=True, kw_only=True)
class AgreementTerms(Terms):
    """An agreement; its state is moved, never edited."""

    title: str
    type: AgreementType
    pairing: Pairing | None = None
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_open_ended: bool = False
    renews: Agreement | None = None
    note: str = ""
    parties_confirmed: bool = True
