"""Planners of events: they may run at any time, twice, or late."""

from datetime import timedelta

from celery import shared_task

from events.operations import reminders
from notifications.operations import heartbeats
from notifications.queries import clock

MEETINGS_EVERY = timedelta(minutes=1)
UNKNOWN_EVERY = timedelta(hours=1)


@shared_task(name="events.plan_meeting_reminders")
def plan_meeting_reminders() -> None:
    now = clock.now()
    if heartbeats.acquire("events.plan_meeting_reminders", now=now, every=MEETINGS_EVERY):
        reminders.plan(now=now)


@shared_task(name="events.look_at_unknown_meetings")
def look_at_unknown_meetings() -> None:
    now = clock.now()
    if heartbeats.acquire("events.look_at_unknown_meetings", now=now, every=UNKNOWN_EVERY):
        reminders.look_at_unknown(today=now.date())
