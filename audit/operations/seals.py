"""The history chained by hash: sealed in batches by the database, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import ProgrammingError, connection, transaction
from psycopg2.sql import SQL, Identifier, Literal

_LATEST = "SELECT head FROM audit_historyseal ORDER BY id DESC LIMIT 1"
_SEALS = """
SELECT id, of_table, cardinality(row_ids), previous, head, history_head(seal)
FROM audit_historyseal AS seal ORDER BY id
"""
_BREAKS = """
SELECT found.row_id, found.what FROM audit_historyseal AS seal, history_breaks(seal) AS found
WHERE seal.id = %s
"""
_MARKS = """
SELECT of_table, sealed_id FROM audit_historymark
WHERE to_regclass(format('public.%I', of_table)) IS NOT NULL
"""
_BEYOND = SQL("SELECT count(*) AS rows FROM {} WHERE pgh_id > {}")


@dataclass(frozen=True)
class Sealed:
    """How many rows were sealed just now, and the head of the chain since."""

    rows: int
    head: str


@dataclass(frozen=True)
class Break:
    """Where the history does not say what was sealed: a row, or a seal itself."""

    table: str
    key: int
    what: str


@dataclass(frozen=True)
class Found:
    """What a check found: how much is sealed, the heads in their order, and what is wrong."""

    rows: int
    heads: tuple[str, ...]
    waiting: int
    breaks: tuple[Break, ...]

    @property
    def head(self) -> str:
        """The head of the chain; nothing where nothing is sealed."""
        return self.heads[-1] if self.heads else ""


@dataclass(frozen=True)
class _Seal:
    key: int
    table: str
    rows: int
    previous: str
    head: str
    is_worth: str

    def links_to(self, before: str) -> bool:
        """Say whether it says what its head stands for, and follows the head before."""
        return self.head == self.is_worth and self.previous == before


def seal() -> Sealed:
    """Seal what has been written and cannot change any more; twice, and all of now is sealed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT history_seal()")
        [rows] = cursor.fetchone()
        cursor.execute(_LATEST)
        latest = cursor.fetchone()
    return Sealed(rows, latest[0] if latest else "")


@transaction.atomic
def check() -> Found:
    """Compare all of the history with what was sealed of it."""
    with connection.cursor() as cursor:
        cursor.execute(_SEALS)
        seals = [_Seal(*row) for row in cursor.fetchall()]
        waiting = _waiting(cursor)
    breaks = [*_broken_links(seals), *(each for seal in seals for each in _changed_rows(seal))]
    heads = tuple(seal.head for seal in seals)
    return Found(sum(seal.rows for seal in seals), heads, waiting, tuple(breaks))


def _waiting(cursor: Any) -> int:
    """Count the rows behind the marks."""
    cursor.execute(_MARKS)
    parts = [_BEYOND.format(Identifier(table), Literal(key)) for table, key in cursor.fetchall()]
    if not parts:
        return 0
    together = SQL("SELECT sum(rows) FROM ({}) AS beyond").format(SQL(" UNION ALL ").join(parts))
    cursor.execute(together)
    return int(cursor.fetchone()[0])


def _broken_links(seals: list[_Seal]) -> Iterator[Break]:
    before = ""
    for seal in seals:
        if not seal.links_to(before):
            yield Break("audit_historyseal", seal.key, "changed")
        before = seal.head


def _changed_rows(seal: _Seal) -> Iterator[Break]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_BREAKS, [seal.key])
            found = cursor.fetchall()
    except ProgrammingError:
        # A column of then, or the whole table, is no more.
        yield Break("audit_historyseal", seal.key, "unreadable")
        return
    yield from (Break(seal.table, key, what) for key, what in found)
