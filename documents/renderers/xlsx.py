"""A workbook as an Excel file, written row by row: nobody holds the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from tempfile import TemporaryFile
from textwrap import wrap
from typing import IO, Any
from unicodedata import east_asian_width

from documents.renderers.turns import PAPERS
from documents.terms.workbooks import Cell, Sheet, Workbook

# What a cell of Excel holds.
_LONGEST = 32_767
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
# In letters, and the height of a line in points.
_NAMES, _NOTES, _WIDEST, _DAY, _LINE = 32, 90, 50, 10, 15
_OPTIONS = {
    # Each row goes to the disk when the next one begins.
    "constant_memory": True,
    # A text is a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def render(workbook: Workbook) -> IO[bytes]:
    """Return the file, to be read from its beginning; it goes when it is closed.

    :raises NoTurnError: if no turn was free in time.
    """
    with PAPERS.taken():
        from xlsxwriter import Workbook as Writer  # noqa: PLC0415 — for those who ask for one

        file = TemporaryFile()  # noqa: SIM115 — whoever sends it closes it
        with Writer(file, _OPTIONS) as written:
            bold = written.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            wrapped = written.add_format({"text_wrap": True, "valign": "top"})
            _write_notes(
                written.add_worksheet(_short(workbook.notes_name)), workbook, bold, wrapped
            )
            for sheet in workbook.sheets:
                _write(written.add_worksheet(_short(sheet.name)), sheet, bold)
    file.seek(0)
    return file


def _short(name: str) -> str:
    """Return as much of a name as Excel takes for a sheet, whatever the language."""
    return _NO_NAME.sub(" ", name)[:31].strip(" '")


def _write_notes(drawn: Any, workbook: Workbook, bold: Any, wrapped: Any) -> None:
    """Write what was asked and how each sheet counts; not every program fits rows to their text."""
    _fit_paper(drawn)
    drawn.set_column(0, 0, _NAMES)
    drawn.set_column(1, 1, _NOTES)
    drawn.write_string(0, 0, workbook.title, bold)
    said = [*workbook.asked, *((sheet.name, sheet.counts) for sheet in workbook.sheets)]
    for at, (label, text) in enumerate(said, start=2):
        drawn.set_row(at, _LINE * max(len(wrap(label, _NAMES)), len(wrap(text, _NOTES)), 1))
        drawn.write_string(at, 0, label, bold)
        drawn.write_string(at, 1, text, wrapped)


def _write(drawn: Any, sheet: Sheet, bold: Any) -> None:
    """Write a sheet; each column is as wide as what is in it, within reason."""
    drawn.freeze_panes(1, 1)
    drawn.repeat_rows(0)
    _fit_paper(drawn)
    _write_row(drawn, 0, sheet.heads, bold)
    widths = [max(map(len, (*head.split(), ""))) for head in sheet.heads]
    for at, row in enumerate(sheet.rows, start=1):
        _write_row(drawn, at, row)
        widths = [max(width, _width(cell)) for width, cell in zip(widths, row, strict=True)]
    for column, width in enumerate(widths):
        drawn.set_column(column, column, min(width, _WIDEST) + 2)


def _fit_paper(drawn: Any) -> None:
    drawn.set_landscape()
    drawn.set_paper(9)
    drawn.fit_to_pages(1, 0)


def _width(cell: Cell) -> int:
    """Return how many letters wide a cell is; a Chinese letter takes the room of two."""
    if cell is None or isinstance(cell, date):
        return _DAY if cell else 0
    text = str(cell)
    return (
        len(text) if text.isascii() else sum(1 + (east_asian_width(each) in "WF") for each in text)
    )


def _write_row(drawn: Any, at: int, cells: Iterable[Cell], looks: Any = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            drawn.write_string(at, column, cell[:_LONGEST], looks)
        elif isinstance(cell, date):
            drawn.write_datetime(at, column, cell)
        elif cell is not None:
            drawn.write_number(at, column, cell)
