"""People and meetings for the benchmarks: many, and of the shape that real ones have."""

from __future__ import annotations

from datetime import datetime, timedelta

from _untold import copies, without_triggers
from django.db import connection, transaction
from django.utils import timezone

from events.enums import EventState, Modality, ParticipationState
from events.models import Event, EventType, Participation
from followup.operations import planning
from followup.planners.meetings import MEETINGS
from network.models import Person
from notifications.enums import Urgency
from notifications.models import Message, Recipient

AT_A_MEETING = 100
ZONES = ("Asia/Bangkok", "Asia/Yangon", "Asia/Phnom_Penh", "Asia/Shanghai", "Asia/Vientiane")
DAY = 24 * 60


def due_now(count: int) -> None:
    """Let the planner write ``count`` reminders, one a person, and make all of them due."""
    now = timezone.now()
    clear()
    for number in range(-(-count // AT_A_MEETING)):
        meeting(
            f"Benchmark {number}",
            starts_at=now + timedelta(hours=20, minutes=number),
            people=min(AT_A_MEETING, count - number * AT_A_MEETING),
        )
    planning.plan(MEETINGS, now=now)
    planned = Message.objects.filter(kind="events.meeting_reminder")
    if planned.count() != count:
        raise RuntimeError(f"{planned.count()} of {count} reminders were planned")
    # It may be night where the people are: this is about speed, not about manners.
    planned.update(due_at=now, urgency=Urgency.AT_ONCE)


@transaction.atomic
def meeting(title: str, *, starts_at: datetime, people: int) -> Event:
    """Write down a confirmed meeting with its list of people, to be looked at by the planner."""
    event = Event.objects.create(
        type=EventType.objects.order_by("pk")[0],
        title=title,
        day=starts_at.date(),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        state=EventState.CONFIRMED,
        modality=Modality.ONLINE,
        platform="Zoom",
        reminders=[DAY],
    )
    reached = Recipient.objects.bulk_create(
        Recipient(
            name=f"Person {number} of {title}",
            email=f"person{number}.meeting{event.pk}@example.org",
            time_zone=ZONES[number % len(ZONES)],
        )
        for number in range(people)
    )
    everybody = Person.objects.bulk_create(
        Person(name=recipient.name, recipient=recipient) for recipient in reached
    )
    Participation.objects.bulk_create(
        Participation(
            event=event, person=person, name=person.name, state=ParticipationState.APPROVED
        )
        for person in everybody
    )
    return event


def clear() -> None:
    """Take away what an earlier part of the benchmark wrote."""
    Message.objects.all().delete()
    Event.objects.filter(title__startswith="Benchmark").update(state=EventState.HELD)


def far_meetings(count: int) -> None:
    """Add confirmed meetings of the years to come; their history is not kept, to save minutes."""
    with without_triggers(), connection.cursor() as cursor:
        first = meeting("Far 0", starts_at=timezone.now() + timedelta(days=60), people=0)
        at = f"first.starts_at + {_APART}"
        copies(
            Event,
            count - 1,
            like=first.pk,
            title="'Far ' || n",
            search_text="'far ' || n",
            day=f"({at})::date",
            starts_at=at,
            ends_at=f"first.ends_at + {_APART}",
        )
        cursor.execute(_THEIR_LOOKS)


# The years are those after the planner's sight.
_APART = "n * interval '90 seconds'"
_THEIR_LOOKS = """
INSERT INTO followup_reminderschedule (kind, record_id, next_check_at)
SELECT 'events.event', id, starts_at - interval '21 days' FROM events_event
WHERE title LIKE 'Far %' ON CONFLICT DO NOTHING
"""
