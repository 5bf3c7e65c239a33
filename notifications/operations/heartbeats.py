"""Signs of life, and the rule that of two clocks which tick at once one wins."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from notifications.models import Heartbeat


def record(name: str, *, now: datetime) -> None:
    """Record that ``name`` is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now})


def acquire(name: str, *, now: datetime, every: timedelta) -> bool:
    """Say whether this run of the regular job ``name`` is the one that counts.

    Two beats may run: the row's own lock lets one of two runs through. A tenth of the period is
    forgiven, so that a beat a little early does not lose its turn. A beat from the future says
    that the clock was set back: waiting for it would stop everything for as long.
    """
    due = Q(beat_at__lte=now - every * 0.9) | Q(beat_at__gt=now + every)
    if Heartbeat.objects.filter(due, name=name).update(beat_at=now):
        return True
    return Heartbeat.objects.get_or_create(name=name, defaults={"beat_at": now})[1]
