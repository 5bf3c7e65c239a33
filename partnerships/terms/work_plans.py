"""What a work plan says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import Terms
from network.models import Programme
from partnerships.enums import WorkPlanState
from partnerships.models import Pairing


@dataclass(frozen=True, kw_only=True)
class WorkPlanTerms(Terms):
    """A plan of one pairing; without a pairing it is the whole network's."""

    name: str
    programme: Programme | None = None
    pairing: Pairing | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""
    state: str = WorkPlanState.PROPOSED
