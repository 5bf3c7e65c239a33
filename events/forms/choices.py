"""Meetings as forms let them be picked."""

from __future__ import annotations

from typing import Any

from core.pickers import Kind
from events.models import Event
from events.wording import times


def _with_days(event: Any) -> str:
    """Return "Signing ceremony, 12 Nov 2026"."""
    return f"{event.title}, {times.days(event)}"


MEETINGS = Kind(Event, label=_with_days)
