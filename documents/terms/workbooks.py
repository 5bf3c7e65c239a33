"""A workbook as a value: sheets with columns and rows, and how each counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# What is not known is None: the cell stays empty, and zero is zero.
Cell = str | int | date | None


@dataclass(frozen=True)
class Sheet:
    """A figure: its heads, its rows as they are read, and how it is counted."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    counts: str


@dataclass(frozen=True)
class Workbook:
    """Sheets, and before them the notes: what was asked for, and how each sheet counts."""

    title: str
    notes_name: str
    asked: Sequence[tuple[str, str]]
    sheets: Sequence[Sheet]
