"""Waiting for somebody who waits for a row of ours, without guessing how long that takes."""

from django.db import connection


def wait_until_somebody_waits_for_us():
    """Return as soon as another connection waits for our transaction to end."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT count(*) FROM pg_locks"
                " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
