"""Lets go what was kept long enough; one that is stopped goes on a day later."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.operations import retention
from network.operations import leaving
from notifications.operations import heartbeats

DAILY = timedelta(days=1)
# The first time there may be a year of it.
LIMITS = {"time_limit": 1800, "soft_time_limit": 1800}


@shared_task(name="network.forget", **LIMITS)
def forget() -> None:
    now = timezone.now()
    # Beat keeps no file: it asks each hour, so that a day with a restart has its turn as well.
    if heartbeats.acquire("network.forget", now=now, every=DAILY):
        leaving.forget_due(now=now)
        retention.forget(now=now)
