"""The clock behind Celery: a timetable in code, no file, and a heartbeat of its own."""

import logging
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from django.db import Error, close_old_connections

from notifications.operations import heartbeats
from notifications.queries import clock

logger = logging.getLogger(__name__)

# How long beat sleeps at most: its heartbeat is never older than this and a moment.
LONGEST_SLEEP = 5


class EagerEntry(ScheduleEntry):
    """A line of the timetable that is due at once when beat starts.

    Otherwise every restart would push an hourly task by an hour. The tasks themselves see to it
    that two runs in one period count as one.
    """

    def is_due(self) -> tuple[bool, float]:
        """Return whether it is due now and the seconds until the next look."""
        due, wait = super().is_due()
        return (due or self.total_run_count == 0), wait


class HeartbeatScheduler(Scheduler):
    """Celery's own scheduler, which also tells the database that it is alive.

    Beat keeps no file: which run counts is decided by rows that every beat can see.
    """

    Entry = EagerEntry
    max_interval = LONGEST_SLEEP

    def setup_schedule(self) -> None:
        """Take the timetable from the settings."""
        self.merge_inplace(self.app.conf.beat_schedule)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send one due task, with a heartbeat between the rounds; return the seconds to sleep."""
        wait: float = super().tick(*args, **kwargs)
        if wait > 0:
            _record_heartbeat()
        return wait


def _record_heartbeat() -> None:
    """A database that is away for a while must not end the clock."""
    try:
        close_old_connections()
        heartbeats.record("beat", now=clock.now())
    except Error:
        logger.warning("beat could not write its heartbeat", exc_info=True)
