"""What is kept of papers (core/personal.py)."""

from core.personal import Holding, declare
from documents.models import Briefing

declare(
    Holding(
        model=Briefing,
        internal="country period starts_on ends_on facts rows_hash issued_by issued_at",
    )
)
