"""Rows as a CSV file that a spreadsheet opens rightly and safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A cell that begins with one of these is run as a formula, also behind spaces.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows_as_csv(head: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """Return ``rows`` under ``head`` as CSV in UTF-8 with a byte order mark.

    Without the mark Excel shows Khmer and Chinese as gibberish; text that looks like a formula gets
    a quote in front. Numbers stay numbers; what is not known stays empty.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_cell(cell) for cell in head])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return value
    shown = str(value)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
