"""Whom a meeting's reminders go to, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from events.enums import EventState, ParticipationState
from events.models import Event
from network.models import Organization
from network.queries.focal_points import answering_for
from partnerships.models import Pairing
from partnerships.queries.reminders import people_of_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from network.models import Person
    from notifications.models import Recipient

KIND = "events.meeting_reminder"
# How long before the first reminder a confirmed meeting shows in the outbox as "will go out".
FORESIGHT = timedelta(days=7)
# A meeting of which only the day is known is expected in the morning of its place.
MORNING = time(8)


@dataclass(frozen=True)
class Stage:
    """A reminder so long ``before`` the start; later than ``useless`` before it helps nobody."""

    name: str
    before: timedelta
    useless: timedelta


WEEK = Stage("week", before=timedelta(days=7), useless=timedelta(days=2))
DAY = Stage("day", before=timedelta(days=1), useless=timedelta(hours=1))
STAGES = (WEEK, DAY)


@dataclass(frozen=True)
class Reader:
    """Somebody to remind: by name on the list, or answering for ``organization``."""

    person: Person
    organization: Organization | None = None


def to_remind(now: datetime) -> QuerySet[Event]:
    """Return the confirmed meetings that start soon, in order."""
    first = (now - timedelta(days=1)).date()
    last = (now + WEEK.before + FORESIGHT).date()
    soon = Event.objects.filter(state=EventState.CONFIRMED, day__range=(first, last))
    return soon.order_by("day", "pk")


def start_of(event: Event) -> datetime | None:
    """Return when the meeting begins; None while not even the day is known."""
    if event.starts_at or event.day is None:
        return event.starts_at
    return datetime.combine(event.day, MORNING, tzinfo=ZoneInfo(event.time_zone))


def stages_of(start: datetime, now: datetime) -> list[Stage]:
    """Return the reminders still worth sending: those to come, and the latest one missed.

    A meeting that is confirmed late gets one reminder at once, never two.
    """
    missed = [stage for stage in STAGES if start - stage.before <= now]
    latest = [stage for stage in missed[-1:] if now < start - stage.useless]
    return latest + [stage for stage in STAGES if stage not in missed]


def key_of(event: Event, stage: Stage, recipient: Recipient) -> str:
    """Return the identity of one reminder; a moved meeting is reminded of anew."""
    return f"meeting:{event.pk}:{event.revision}:{stage.name}:{recipient.pk}"


def readers_of(event: Event) -> dict[int, Reader]:
    """Return whom to remind by the key of their recipient; nobody twice, the list first."""
    found: dict[int, Reader] = {}
    for reader in _everybody(event):
        if reader.person.recipient.is_reachable:
            found.setdefault(reader.person.recipient_id, reader)
    return found


def _everybody(event: Event) -> Iterator[Reader]:
    named = event.participations.filter(person__isnull=False)
    coming = named.exclude(state=ParticipationState.ABSENT)
    coming = coming.select_related("person__recipient", "person__honorific")
    yield from (Reader(each.person) for each in coming if each.person)
    absent = set(named.filter(state=ParticipationState.ABSENT).values_list("person", flat=True))
    for reader in _focal_points(event):
        if reader.person.pk not in absent:
            yield reader


def _focal_points(event: Event) -> Iterator[Reader]:
    if event.day is None:
        return
    for pairing in Pairing.objects.filter(meetings__event=event).order_by("pk"):
        for party in pairing.parties.select_related("organization"):
            for person in people_of_side(pairing, party.organization, on=event.day):
                yield Reader(person, party.organization)
    involved = Q(organized__event=event) | Q(participations__event=event)
    for organization in Organization.objects.filter(involved).distinct().order_by("pk"):
        for person in answering_for(organization, on=event.day):
            yield Reader(person, organization)
