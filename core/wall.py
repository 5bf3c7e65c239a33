"""For whom the database is read: the second wall, behind the querysets (decision 0050).

Every statement tells PostgreSQL who reads, for the transaction of that statement alone: nothing
that counts stays on the connection, whoever uses it next. The policies of the tables let through
what this reader may see. Of whom nothing is said, nothing is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import _GeneratorContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import transaction
from psycopg2 import Error
from psycopg2.extensions import cursor

# What asks for rows, or writes some. Nothing else is told who reads: it may not be able to hear it,
# such as the end of a transaction that failed.
_ASKS = ("SELECT", "EXPLAIN", "(", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True)
class Reader:
    """Who reads: ``kind`` names the rule that holds for them, the sets are what it asks about."""

    kind: str = ""
    user: int | None = None
    coordinated: frozenset[int] = frozenset()
    countries: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    programmes: frozenset[int] = frozenset()
    concerns: tuple[int, ...] = ()

    @cached_property
    def said(self) -> str:
        """What is told to the database; it holds numbers and words of our own alone."""
        told = {
            "role": "none",
            "wall.kind": self.kind,
            "wall.reader": str(self.user or ""),
            "wall.coordinated": _array(self.coordinated),
            "wall.countries": _array(self.countries),
            "wall.organizations": _array(self.organizations),
            "wall.programmes": _array(self.programmes),
            "wall.concerns": _array(self.concerns),
        }
        return _told(told)


def _array(keys: Iterable[int]) -> str:
    return "{" + ",".join(map(str, sorted(keys))) + "}"


def _told(settings_: dict[str, str]) -> str:
    each = (f"set_config('{name}', '{value}', true)" for name, value in settings_.items())
    return f"SELECT {', '.join(each)}"


NOBODY = Reader()
# Nothing where all rows are read, or what finds out who it is when the first row is asked for.
Who = Reader | None | Callable[[], Reader | None]
_reader: ContextVar[Who] = ContextVar("reader", default=NOBODY)
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)
_READS_ONLY = ", set_config('transaction_read_only', 'on', true)"


@contextmanager
def reading_as(reader: Who) -> Iterator[None]:
    """Let the rows that are read be those of ``reader``."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


def beyond_the_reader() -> _GeneratorContextManager[None]:
    """Let all rows be read, whoever it is for: what is done with them must say nothing of them.

    It is the one way round the wall, as a block or around a function.
    """
    return reading_as(None)


@contextmanager
def only_reading() -> Iterator[None]:
    """Let the database refuse to write, as a block or around a function; it is told with who reads.

    It holds for the transaction of each statement. One that is open already could not be written in
    any more: a savepoint ends what was said in it.
    """
    token = _only_reads.set(True)
    try:
        is_open = transaction.get_connection().in_atomic_block
        with transaction.atomic() if is_open else nullcontext():
            yield
    finally:
        _only_reads.reset(token)


class Cursor(cursor):
    """Tells the database who reads before it asks."""

    def execute(self, sql: Any, values: Any = None) -> Any:
        """Ask, as the reader of now."""
        return self._told(super().execute, sql, values)

    def executemany(self, sql: Any, values: Any) -> Any:
        """Ask again and again, as the reader of now."""
        return self._told(super().executemany, sql, values)

    def _told(self, ask: Callable[[Any, Any], Any], sql: Any, values: Any) -> Any:
        begins = "" if self.name or not isinstance(sql, str) else sql.lstrip().upper()
        if not begins.startswith(_ASKS):
            return ask(sql, values)
        return ask(_tells() + sql, values)


def _tells() -> str:
    reader = _who_reads()
    everything = {"role": settings.DATABASE_EVERYTHING_ROLE}
    said = _told(everything) if reader is None else reader.said
    return f"{said}{_READS_ONLY if _only_reads.get() else ''}; "


def _who_reads() -> Reader | None:
    reader = _reader.get()
    if not callable(reader):
        return reader
    with beyond_the_reader():
        found = reader()
    if found is not NOBODY:
        _reader.set(found)
    return found


_IS_THERE = """
SELECT 1 FROM pg_roles AS everything, pg_roles AS own WHERE everything.rolname = %s
AND own.rolname = current_user AND pg_has_role(everything.oid, 'MEMBER') AND NOT own.rolsuper
"""


def stand_before(connection: Any, **_signal: Any) -> None:
    """Let every cursor of a new connection tell who reads, where there is a wall.

    Who owns the tables, or connects to a database without the role, stands behind it already.
    """
    try:
        with connection.connection.cursor() as asking:
            asking.execute(_IS_THERE, [settings.DATABASE_EVERYTHING_ROLE])
            is_there = asking.fetchone()
    except Error:
        # Half made it would find no rows, and nobody would know why.
        connection.close()
        raise
    if is_there:
        connection.connection.cursor_factory = Cursor
