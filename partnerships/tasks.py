"""Planners of partnerships: they may run at any time, twice, or late."""

from datetime import timedelta

from celery import shared_task

from notifications.operations import pulses
from notifications.queries import clock
from partnerships.operations import reminders

REQUESTS_EVERY = timedelta(minutes=5)


@shared_task(name="partnerships.plan_update_requests")
def plan_update_requests() -> None:
    now = clock.now()
    if pulses.won("partnerships.plan_update_requests", now=now, every=REQUESTS_EVERY):
        reminders.plan(now=now)
