"""What stands on the agenda, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.terms import Terms
from events.enums import ParticipationRole
from network.models import Organization, Person


@dataclass(frozen=True, kw_only=True)
class AgendaItemTerms(Terms):
    """An item; its times may be unknown."""

    title: str
    content: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AgendaSpeakerTerms(Terms):
    """A person, an organization or an unnamed group that speaks."""

    role: str = ParticipationRole.SPEAKER
    person: Person | None = None
    organization: Organization | None = None
    name: str = ""
    capacity: str = ""


@dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """An item with those who speak to it, in protocol order."""

    item: AgendaItemTerms
    speakers: Sequence[AgendaSpeakerTerms] = ()
