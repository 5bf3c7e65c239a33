"""A paper as a value: what any engine sets, and a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, whether it holds numbers, its share of the width."""

    head: str
    is_number: bool = False
    width: int = 1


@dataclass(frozen=True)
class Table:
    """A table; the cells are texts already. A total stands below the rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()

    def drawn(self) -> list[list[tuple[Column, str]]]:
        """Return each cell with its column, row by row, the total last."""
        rows = (*self.rows, self.total) if self.total else self.rows
        return [list(zip(self.columns, row, strict=True)) for row in rows]


@dataclass(frozen=True)
class Figure:
    """A number on top; where there is none a word says so, and is set smaller."""

    label: str
    value: str
    note: str = ""
    is_word: bool = False


@dataclass(frozen=True)
class Part:
    """A heading, with sentences, a table, and what is said below it."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """What is printed: a head, numbers, parts, and what the foot of each page says."""

    language: str
    kind: str
    title: str
    period: str
    issued: str
    issued_at: datetime
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    foot: str
    page_of: str

    def as_plain(self) -> dict[str, Any]:
        """Return it as plain values: a template is never handed anything that can act."""
        plain = asdict(self)
        del plain["issued_at"]
        return plain

    def texts(self) -> Iterator[str]:
        """Yield every text of it."""
        yield from _texts(self.as_plain())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, (list, tuple)):
        yield from (text for each in value for text in _texts(each))
