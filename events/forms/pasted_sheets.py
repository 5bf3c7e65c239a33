"""The rows of an Excel file, read as text and no further than a list of names can be.

Rows are read as a stream, so that neither a bomb nor a cell in the last corner of a sheet takes
memory; declarations of entities are refused (decision 0040).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

# A list of 500 people unpacks to less than a twentieth of this.
MOST_UNPACKED = 10 * 1024 * 1024
MOST_COLUMNS = 50
# Far more than a list may have: who formatted a whole column has a million.
MOST_ROWS = 5000
# Yes or no, and errors such as #N/A, are part of no list of names.
_NO_TEXT = ("b", "e")


class UnreadableSheetError(Exception):
    """What is no Excel file, or none that a list can be read from."""


def rows_of_first_sheet(data: bytes) -> Iterator[list[str]]:
    """Yield the cells of each row of the first sheet that is shown, from column A.

    :raises UnreadableSheetError: if the file is damaged, or has no sheet.
    """
    # 13 MB and 0.1 s of each process, which few lists ask for.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
            yield [_text(cell) for cell in row]
    # The library says in many ways that a file is damaged: whatever it raises means just that.
    except Exception as damaged:
        raise UnreadableSheetError from damaged


def _text(cell: Any) -> str:
    if cell.value is None or cell.data_type in _NO_TEXT:
        return ""
    return str(cell.value)
