"""When people met, who took part, and what came out of it."""

from events.models.agenda import AgendaItem, AgendaSpeaker
from events.models.attendance import HeadCount, Participation
from events.models.donations import Donation
from events.models.event_types import EventType
from events.models.events import Event, EventPairing, Organizer
from events.models.meeting_access import MeetingAccess
from events.models.outcomes import Outcome
from events.models.programmes import EventProgramme
from events.models.records import EventFile, Presentation, SiteVisit, Statement, Topic

__all__ = [
    "AgendaItem",
    "AgendaSpeaker",
    "Donation",
    "Event",
    "EventFile",
    "EventPairing",
    "EventProgramme",
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
