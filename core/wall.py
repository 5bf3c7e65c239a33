"""For whom the database is read: the second wall, behind the querysets (decision 0050).

Every statement tells PostgreSQL who reads, for the transaction of that statement alone: nothing
that counts stays on the connection, whoever uses it next. The policies of the tables let through
what this reader may see. Of whom nothing is said, nothing is seen.

What a reader sees is gathered once a moment: the database keeps it under the name of the moment,
which is told with each statement. Another reader has another, and so has whoever wrote something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import _GeneratorContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from psycopg2 import Error
from psycopg2.extensions import cursor

# What asks for rows, or writes some. Nothing else is told who reads: it may not be able to hear it,
# such as the end of a transaction that failed.
_WRITES = ("INSERT", "UPDATE", "DELETE", "WITH")
_ASKS = ("SELECT", "EXPLAIN", "(", *_WRITES)


# What is added to the kind of a reader who sees many, where rows are counted.
OF_MANY = " of many"


@dataclass(frozen=True)
class Reader:
    """Who reads: ``kind`` names the rule that holds for them, the sets are what it asks about."""

    kind: str = ""
    sees_many: bool = False
    user: int | None = None
    coordinated: frozenset[int] = frozenset()
    countries: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    programmes: frozenset[int] = frozenset()

    @cached_property
    def said(self) -> str:
        """What is told to the database; it holds numbers and words of our own alone."""
        return self._said(self.kind, sees_many=self.sees_many)

    @cached_property
    def said_to_count(self) -> str:
        """The same where rows are counted: all are looked at, so one set costs less.

        Who sees many is of another kind then: a plan for few rows is bad for many.
        """
        return self._said(f"{self.kind}{OF_MANY * self.sees_many}", sees_many=False)

    def _said(self, kind: str, *, sees_many: bool) -> str:
        told = {
            "role": "none",
            "wall.kind": kind,
            "wall.many": str(sees_many),
            "wall.reader": str(self.user or ""),
            "wall.coordinated": _array(self.coordinated),
            "wall.countries": _array(self.countries),
            "wall.organizations": _array(self.organizations),
            "wall.programmes": _array(self.programmes),
        }
        return _told(told)

    def tells(self, sql: str) -> str:
        """Return what is told to the database, before it is asked ``sql``."""
        said = self.said_to_count if _counts(sql) else self.said
        return f"{said}, set_config('wall.moment', '{_moment.get()}', true)"


def _counts(sql: str) -> bool:
    # Not where each row of a list has a number of its own: that one is asked of the rows of a page.
    return "COUNT(" in "".join(sql.split("SELECT", 2)[1:2])


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
# While it stays the same, so does what the reader sees.
_moment: ContextVar[str] = ContextVar("moment", default="")


@contextmanager
def reading_as(reader: Who) -> Iterator[None]:
    """Let the rows that are read be those of ``reader``."""
    token = _reader.set(reader)
    if reader is not None:
        _begin_a_moment()
    try:
        yield
    finally:
        _reader.reset(token)


def _begin_a_moment() -> None:
    """Let the database gather anew what the reader sees."""
    _moment.set(uuid4().hex)


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
        try:
            return ask(_tells(sql) + sql, values)
        finally:
            if begins.startswith(_WRITES):
                _begin_a_moment()


def _tells(sql: str) -> str:
    reader = _who_reads()
    everything = {"role": settings.DATABASE_EVERYTHING_ROLE}
    said = _told(everything) if reader is None else reader.tells(sql)
    return f"{said}{_READS_ONLY if _only_reads.get() else ''}; "


def _who_reads() -> Reader | None:
    reader = _reader.get()
    if not callable(reader):
        return reader
    with beyond_the_reader():
        found = reader()
    if found is not NOBODY:
        _reader.set(found)
        _begin_a_moment()
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
