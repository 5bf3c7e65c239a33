"""python -m drills.seed: meetings whose reminders are due soon. Runs inside Django.

The reminders are written by the product's own planner; only the moment at which they are due is
moved. One meeting is then called off behind the outbox's back: its rows still wait, so that only
the last look at the facts keeps these mails from going.
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import django

django.setup()

from django.db import transaction  # noqa: E402

from core.wall import beyond_the_reader  # noqa: E402
from events.enums import EventState, Modality, ParticipationState  # noqa: E402
from events.models import Event, EventType, Participation  # noqa: E402
from followup.operations import planning  # noqa: E402
from followup.planners.meetings import MEETINGS  # noqa: E402
from network.models import Person  # noqa: E402
from notifications.enums import Urgency  # noqa: E402
from notifications.models import Message, Recipient  # noqa: E402
from notifications.queries import clock  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# A reminder looks its meeting's whole list up again: long lists would measure that, not the outbox.
_PEOPLE_AT_A_MEETING = 20
# The one reminder of a meeting was missed and is due at once; the other mails are far away.
_STARTS_IN, _REMINDED_BEFORE = timedelta(hours=20), timedelta(hours=24)


@beyond_the_reader()
def main() -> int:
    """Fill the outbox and say how much waits in it."""
    chosen = _arguments().parse_args()
    now = clock.now()
    with transaction.atomic():
        kept, called_off = _people(chosen.reminders, "reader"), _people(chosen.wrong, "nobody")
        for first in range(0, len(kept), _PEOPLE_AT_A_MEETING):
            _meeting(kept[first : first + _PEOPLE_AT_A_MEETING], now=now)
        cancelled = _meeting(called_off, now=now)
        planned = sum(iter(lambda: planning.plan(MEETINGS, now=now), 0))
        Event.objects.filter(pk=cancelled.pk).update(state=EventState.CANCELLED, reason="A drill")
        _spread(now + timedelta(seconds=chosen.starts_in), over=chosen.over)
    sys.stdout.write(f"{planned} reminders are planned.\n")
    return 0 if planned == chosen.reminders + chosen.wrong else 1


def _people(count: int, name: str) -> list[Person]:
    """Return people, each with an address of their own."""
    names = [f"{name}-{number}" for number in range(count)]
    reached = Recipient.objects.bulk_create(
        Recipient(name=each, email=f"{each}@example.org") for each in names
    )
    return Person.objects.bulk_create(Person(name=each.name, recipient=each) for each in reached)


def _meeting(people: Sequence[Person], *, now: datetime) -> Event:
    """Return a confirmed meeting of these people."""
    kind, _new = EventType.objects.get_or_create(key="drill", defaults={"name": "Drill"})
    starts_at = now + _STARTS_IN
    event = Event.objects.create(
        type=kind,
        title=f"Drill of {people[0].name}",
        day=starts_at.date(),
        starts_at=starts_at,
        time_zone="UTC",
        modality=Modality.ONLINE,
        state=EventState.CONFIRMED,
        reminders=[_REMINDED_BEFORE // timedelta(minutes=1)],
    )
    Participation.objects.bulk_create(
        Participation(event=event, person=each, name=each.name, state=ParticipationState.APPROVED)
        for each in people
    )
    return event


def _spread(first: datetime, *, over: int) -> None:
    """Let the messages become due evenly, second by second, at any hour of their readers."""
    waiting = list(Message.objects.order_by("key").values_list("pk", flat=True))
    for second in range(over):
        due_at = first + timedelta(seconds=second)
        mine = Message.objects.filter(pk__in=waiting[second::over])
        mine.update(due_at=due_at, urgency=Urgency.AT_ONCE)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m drills.seed", description=__doc__)
    parser.add_argument("--reminders", type=int, required=True, help="how many must arrive")
    parser.add_argument("--wrong", type=int, required=True, help="how many must never arrive")
    parser.add_argument("--starts-in", type=float, default=0, help="seconds until the first is due")
    parser.add_argument("--over", type=int, default=1, help="seconds from the first to the last")
    return parser


if __name__ == "__main__":
    sys.exit(main())
