"""Waiting for somebody who waits for a row of ours, without guessing how long that takes."""

from threading import Thread

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


def in_another_process(act):
    """Start ``act`` with a connection of its own; it notes what came of it."""
    ends = []

    def run():
        ends.append(act())
        connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, ends
