"""What somebody asks, or remarks."""

from __future__ import annotations

from dataclasses import dataclass

from core.terms import Terms
from partnerships.models import Commitment, ProgressUpdate


@dataclass(frozen=True, kw_only=True)
class CommentTerms(Terms):
    """A question or a comment, on an agreed area or an update; without both, on the pairing."""

    kind: str
    text: str
    commitment: Commitment | None = None
    progress_update: ProgressUpdate | None = None
