"""What planning one minute's due messages costs while the calendar, or what is agreed, grows."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from datetime import timedelta

from _crowd import clear, far_meetings, meeting
from _items import due_items, far_items
from django.utils import timezone

from events.models import Event
from followup.models import ReminderSchedule
from followup.operations import planning
from followup.planners import due_items as items
from followup.planners import meetings
from notifications.models import Message

ROUNDS = 5
MEETINGS, PEOPLE = 20, 10
PAIRINGS = 50
_ITEMS = (items.ACTIONS, items.COMMITMENTS)


@dataclass(frozen=True)
class Planning:
    """One size of the calendar: what a minute costs, in milliseconds, and how rows are found."""

    future_events: int
    milliseconds: float
    planned: int
    by_index: bool


def measure(future_events: int) -> Planning:
    """Fill the calendar up to ``future_events`` and plan the same minute several times."""
    far_meetings(future_events - Event.objects.filter(title__startswith="Far ").count())
    rounds = [_one_minute(number) for number in range(ROUNDS)]
    planned = {messages for _, messages in rounds}
    if planned != {MEETINGS * PEOPLE}:
        raise RuntimeError(f"each minute should plan the same: {planned}")
    return Planning(
        future_events=future_events,
        milliseconds=round(statistics.median(spent for spent, _ in rounds) * 1000, 1),
        planned=planned.pop(),
        by_index=_by_index("events.event"),
    )


@dataclass(frozen=True)
class PlanningItems:
    """So many open actions and agreed areas: what a minute costs, and how rows are found."""

    open_items: int
    milliseconds: float
    planned: int
    by_index: bool


def measure_items(open_items: int) -> PlanningItems:
    """Let so many be open and plan the same minute several times."""
    far_items(open_items)
    rounds = [_one_minute_of_items(f"{open_items}.{number}") for number in range(ROUNDS)]
    planned = {messages for _, messages in rounds}
    if len(planned) != 1 or planned == {0}:
        raise RuntimeError(f"each minute should plan the same: {planned}")
    return PlanningItems(
        open_items=open_items,
        # The round that other work on the machine disturbed least.
        milliseconds=round(min(spent for spent, _ in rounds) * 1000, 1),
        planned=planned.pop(),
        by_index=_by_index("partnerships.action"),
    )


def _one_minute_of_items(name: str) -> tuple[float, int]:
    """Let the same number of items be due and return the seconds and messages that it took."""
    Message.objects.all().delete()
    now = timezone.now()
    # What others left to check is no part of this minute.
    for planner in _ITEMS:
        planning.plan(planner, now=now)
    due_items(f"Benchmark {name}", count=PAIRINGS, now=now)
    begun = time.perf_counter()
    planned = sum(planning.plan(planner, now=now) for planner in _ITEMS)
    return time.perf_counter() - begun, planned


def _one_minute(number: int) -> tuple[float, int]:
    """Let the same number of meetings be due and return the seconds and messages that it took."""
    clear()
    now = timezone.now()
    # What the last round left has changed, so it is checked before the clock runs.
    planning.plan(meetings.MEETINGS, now=now)
    for each in range(MEETINGS):
        starts_at = now + timedelta(hours=20, minutes=each)
        meeting(f"Benchmark minute {number}.{each}", starts_at=starts_at, people=PEOPLE)
    begun = time.perf_counter()
    planned = planning.plan(meetings.MEETINGS, now=now)
    return time.perf_counter() - begun, planned


def _by_index(kind: str) -> bool:
    """Whether the database finds what is due without reading the whole schedule."""
    due = ReminderSchedule.objects.filter(kind=kind, next_check_at__lte=timezone.now())
    due = due.order_by("next_check_at", "record_id")[:20]
    return "Seq Scan" not in due.explain()
