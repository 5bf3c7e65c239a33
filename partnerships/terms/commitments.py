"""What a pairing agrees on in one area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import CooperationArea, Organization
from partnerships.enums import Firmness


@dataclass(frozen=True, kw_only=True)
class CommitmentTerms(Terms):
    """What, who to whom, how firmly and for when; without sides all promise it to each other."""

    area: CooperationArea
    text: str = ""
    firmness: str = Firmness.AGREED
    starts_on: date | None = None
    ends_on: date | None = None
    promised_by: Organization | None = None
    promised_to: Organization | None = None
    quantity: int | None = None
    unit: str = ""
    agreed_on: date | None = None
