"""How something that goes on comes to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How an action, an agreed area or a pairing ended, on which day, and why."""

    state: str
    on: date
    reason: str = ""
