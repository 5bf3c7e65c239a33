"""Rows as a CSV file that a spreadsheet opens rightly and safely."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

_AT_ONCE = 500
# A cell that begins with one of these is run as a formula, also behind spaces.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def rows_as_csv(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield ``rows`` under ``head`` as CSV in UTF-8 with a byte order mark, some at a time.

    Without the mark Excel shows Khmer and Chinese as gibberish; text that looks like a formula gets
    a quote in front. Numbers stay numbers; what is not known stays empty.
    """
    yield codecs.BOM_UTF8 + _lines([head])
    each = iter(rows)
    while some := list(islice(each, _AT_ONCE)):
        yield _lines(some)


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        return value
    shown = str(value)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
