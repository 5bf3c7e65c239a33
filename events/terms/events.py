"""What is known of a meeting itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.terms import Terms
from events.models import Event, EventType


@dataclass(frozen=True, kw_only=True)
class EventTerms(Terms):
    """All but its kind and how people meet may come later."""

    type: EventType
    modality: str
    title: str = ""
    parent: Event | None = None
    also_type: EventType | None = None
    day: date | None = None
    last_day: date | None = None
    earliest_day: date | None = None
    latest_day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = "Asia/Bangkok"
    platform: str = ""
    place: str = ""
    goal: str = ""
    summary: str = ""
    english_summary: str = ""
    follow_up: str = ""
    link_policy: str = ""
    list_is_final: bool = True
    source_name: str = ""
    source_publisher: str = ""
    source_on: date | None = None
    source_url: str = ""
    reminders: list[int] | None = None


@dataclass(frozen=True, kw_only=True)
class NewDay:
    """When a meeting will take place that was postponed."""

    day: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
