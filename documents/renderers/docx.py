"""A paper as a Word file, to edit. Staff may change the look of ``paper.docx`` in Word."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from documents.renderers.turns import PAPERS
from documents.terms.papers import Paper, Table

_TEMPLATE = Path(__file__).parent / "paper.docx"
# Which paragraph of a figure is its value: its label stands above it.
_VALUE = 1
# Between the margins of the page, in the unit of Word: a twentieth of a point.
_WIDTH = 9865


def render(paper: Paper) -> bytes:
    """Return the Word file of ``paper``.

    :raises NoTurnError: if no turn was free in time.
    """
    with PAPERS.taken():
        document = fill(_TEMPLATE, _values(paper))
        _finish(document, paper)
        document.core_properties.title = f"{paper.kind}: {paper.title}"
        document.core_properties.created = paper.issued_at
        file = BytesIO()
        document.save(file)
    return file.getvalue()


def fill(template: Path | BytesIO, values: dict[str, Any]) -> Any:
    """Return the document that ``template`` makes of plain values.

    Its language could run anything: here it is shut in, escapes what it prints, and a name that
    nobody knows is an error.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 — its memory is for those who make papers
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    inside = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made = DocxTemplate(template)
    made.render(values, jinja_env=inside)
    return made.docx


def _values(paper: Paper) -> dict[str, Any]:
    """Return what the template says, the number of the page apart: Word counts it."""
    values = paper.as_plain()
    for part in values["parts"]:
        if part["table"] and part["table"]["total"]:
            part["table"]["rows"] = (*part["table"]["rows"], part["table"]["total"])
    before, between, after = re.split(r"%\(pages?\)s", values.pop("page_of"))
    return {**values, "page_before": before, "page_between": between, "page_after": after}


def _finish(document: Any, paper: Paper) -> None:
    """Set what differs from table to table: widths, numbers to the right, a total in bold."""
    figures, *drawn = document.tables
    _widen(figures, [1] * len(figures.columns))
    for cell, figure in zip(figures.rows[0].cells, paper.figures, strict=True):
        if figure.is_word:
            cell.paragraphs[_VALUE].style = "Figure word"
    tables = [part.table for part in paper.parts if part.table]
    for each, table in zip(drawn, tables, strict=True):
        _finish_table(each, table)


def _finish_table(drawn: Any, table: Table) -> None:
    _widen(drawn, [column.width for column in table.columns])
    numbers = [at for at, column in enumerate(table.columns) if column.is_number]
    for row_at, row in enumerate(drawn.rows):
        _align(row, numbers, is_head=row_at == 0)
    if table.total:
        _embolden(drawn.rows[-1])


def _widen(drawn: Any, shares: list[int]) -> None:
    """Give each column its share: some programs read it from the columns, some from the cells."""
    for at, share in enumerate(shares):
        # One unit of the library is a 635th of Word's.
        drawn.columns[at].width = _WIDTH * 635 * share // sum(shares)
    for row in drawn.rows:
        for at, cell in enumerate(row.cells):
            cell.width = drawn.columns[at].width


def _align(row: Any, numbers: list[int], *, is_head: bool) -> None:
    for at in numbers:
        style = "Cell head number" if is_head else "Cell number"
        row.cells[at].paragraphs[0].style = style


def _embolden(row: Any) -> None:
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
