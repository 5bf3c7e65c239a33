"""What a working group is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.terms import Terms

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class WorkingGroupTerms(Terms):
    """A group of a pairing; its members may be named later."""

    name: str
    mandate: str = ""
    agreed_on: date | None = None
