"""What came out of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from core.terms import Terms
from partnerships.models import Action, Agreement, Commitment, Designation, WorkingGroup, WorkPlan


@dataclass(frozen=True, kw_only=True)
class OutcomeTerms(Terms):
    """An outcome in words, or a record that exists already."""

    kind: str
    text: str = ""
    commitment: Commitment | None = None
    action: Action | None = None
    agreement: Agreement | None = None
    designation: Designation | None = None
    working_group: WorkingGroup | None = None
    work_plan: WorkPlan | None = None
