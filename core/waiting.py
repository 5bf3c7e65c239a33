"""How long a process that answers people waits for the database.

PostgreSQL's own limits are kept by PostgreSQL: while it hangs, nobody keeps them. So the wait is
ours. A statement that takes long has the database asked, beside it, whether it is there at all: if
it is not, everybody who waits for it is let go at once, and a page can say so.
"""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg2.extensions import POLL_OK, POLL_READ, POLL_WRITE, set_wait_callback

# Longest for one statement; a page has been given up by its reader long before.
MOST = 20.0
# A statement is asked about after this, and the answer must be there within that: together they
# leave time to answer monitoring within two seconds, though all threads waited.
SUSPECTED_AFTER = 0.4
ANSWERS_WITHIN = 0.5
# How long one answer is believed.
_BELIEVED_FOR = 1.0
_SLICE = 0.1

_EVENTS = {POLL_READ: select.POLLIN, POLL_WRITE: select.POLLOUT}
_mine = threading.local()


class SilentError(psycopg2.OperationalError):
    """The database did not answer in time."""


def limit() -> None:
    """From now on no thread of this process waits for the database without an end."""
    set_wait_callback(_wait)
    connection_created.connect(_limit_statements, dispatch_uid=__name__)


def _limit_statements(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Have the database itself end what nobody waits for any more."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = %s", [int(MOST * 1000)])


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Wait at most so long for the statements inside, and for a connection to send them on."""
    before = getattr(_mine, "ends_at", None)
    _mine.ends_at = time.monotonic() + seconds
    try:
        yield
    finally:
        _mine.ends_at = before


def _wait(raw: Any) -> None:
    """Wait as psycopg2 would, but not for ever: it closes a connection whose wait was ended."""
    begun, poll = time.monotonic(), select.poll()
    while (wanted := raw.poll()) != POLL_OK:
        poll.register(raw.fileno(), _EVENTS[wanted])
        while not poll.poll(_SLICE * 1000):
            _refuse_to_wait_on(begun)


def _refuse_to_wait_on(begun: float) -> None:
    now = time.monotonic()
    ends_at = getattr(_mine, "ends_at", None)
    if now > (begun + MOST if ends_at is None else ends_at):
        raise SilentError("The database did not answer in time.")
    is_suspected = now - begun > SUSPECTED_AFTER or _watch.is_known_silent()
    if ends_at is None and is_suspected and not _watch.is_there():
        raise SilentError("The database does not answer.")


class _Watch:
    """Asks the database whether it is there; one thread asks, and all believe the answer."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._is_there, self._asked_at = True, float("-inf")

    def is_known_silent(self) -> bool:
        """Whether it was found within the last second that it does not answer."""
        return not self._is_there and self._is_believed()

    def is_there(self) -> bool:
        """Say what was found within the last second, or find out."""
        if not self._is_believed() and self._asking.acquire(blocking=False):
            try:
                self._is_there = _answers()
                self._asked_at = time.monotonic()
            finally:
                self._asking.release()
        return self._is_there

    def _is_believed(self) -> bool:
        return time.monotonic() - self._asked_at <= _BELIEVED_FOR


_watch = _Watch()


def _answers() -> bool:
    """Whether the database says anything to somebody new, be it that it is full or starts again."""
    try:
        with within(ANSWERS_WITHIN):
            psycopg2.connect(**connections["default"].get_connection_params()).close()
    except SilentError:
        return False
    except psycopg2.Error:
        return True
    return True
