"""When people met, who took part, and what came out of it."""

from events.models.agenda import AgendaItem, AgendaSpeaker
from events.models.attendance import HeadCount, Participation
from events.models.events import (
    Event,
    EventPairing,
    EventType,
    Organizer,
)
from events.models.meeting_access import MeetingAccess
from events.models.outcomes import Outcome
from events.models.records import EventFile, Presentation, SiteVisit, Statement, Topic

__all__ = [
    "AgendaItem",
    "AgendaSpeaker",
    "Event",
    "EventFile",
    "EventPairing",
    "EventType",
    "HeadCount",
    "MeetingAccess",
    "Organizer",
    "Outcome",
    "Participation",
    "Presentation",
    "SiteVisit",
    "Statement",
    "Topic",
]
