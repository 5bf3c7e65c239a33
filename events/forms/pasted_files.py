"""A list that comes as a file: it becomes the text that somebody would have pasted.

Excel saves CSV with the separator and in the letters of its country, and says neither. What is not
sure is refused with what to do instead; all else is shown before it counts, as a pasted list is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from core.uploads import (
    CONTENT_TYPES,
    MAX_BYTES,
    NOT_AS_NAMED,
    UploadRefusedError,
    checked,
)
from events.forms.pasted_rows import MOST_LETTERS
from events.forms.pasted_sheets import (
    MOST_UNPACKED,
    UnreadableSheetError,
    rows_of_first_sheet,
)

_SHEETS = (".xlsx",)
_TEXTS = (".csv", ".tsv", ".txt")
# A phone offers files by their kind, a computer by their ending.
ACCEPT = ",".join((*_SHEETS, *_TEXTS, "text/csv", CONTENT_TYPES["xlsx"]))
WRONG_KIND = _("Choose an Excel file (.xlsx) or a CSV file.")
TOO_LONG = _("This list is too long. Paste at most %(most)s letters at once.")
_UNREADABLE = _("We cannot read the letters in this file. Save it as Excel (.xlsx).")
_NO_ROWS = _("There is no list on the first sheet of this file.")
# No letters take more in any of these codes.
_BYTES_OF_A_LETTER = 4
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What stands where Excel had to leave out the letters of a country.
_LOST = re.compile("\\?{3}|\0")
# What Vietnamese becomes when it is read as a language of Western Europe.
_NO_WESTERN = re.compile("[\u00d0\u00f0\u00de\u00fe]")
# A mark of Thai on no letter, a vowel before none, a letter inside of a plain word.
_NO_THAI = re.compile(
    "(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])|[a-z][\u0e01-\u0e5b]|[\u0e01-\u0e5b][a-z]|\ufffd",
    re.IGNORECASE,
)
# The first bytes of the 3,755 usual letters of Chinese, and of its commas and brackets.
_USUAL = {*range(0xB0, 0xD8), 0xA1, 0xA3}
_LAST_LATIN = 0x24F


def text_of(upload: File[bytes]) -> str:
    """Return the list as text: a line for each row, tabs between its cells.

    :raises UploadRefusedError: with a sentence for the person who chose the file.
    """
    name = (upload.name or "").lower()
    if name.endswith(_SHEETS):
        text = "\n".join(_lines(_of_sheet(upload)))
    elif name.endswith(_TEXTS):
        # Its rows are told apart as those of a pasted list are.
        text = _decoded(_bytes(upload))[: MOST_LETTERS + 1]
    else:
        raise UploadRefusedError(WRONG_KIND)
    if not text.strip():
        raise UploadRefusedError(_NO_ROWS)
    return text


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines, no more than show that the list is too long."""
    letters = 0
    for row in rows:
        if line := "\t".join(_quoted(cell) for cell in row).rstrip():
            yield line
        letters += len(line)
        if letters > MOST_LETTERS:
            return


def _quoted(cell: str) -> str:
    plain = " ".join(cell.split())
    return '"' + plain.replace('"', '""') + '"' if plain.startswith('"') else plain


def _of_sheet(upload: File[bytes]) -> Iterator[list[str]]:
    found = checked(upload, largest_part=MOST_UNPACKED)
    try:
        yield from rows_of_first_sheet(found.file.read())
    except UnreadableSheetError as refused:
        raise UploadRefusedError(NOT_AS_NAMED, kind="XLSX") from refused


def _bytes(upload: File[bytes]) -> bytes:
    data: bytes = upload.read(MAX_BYTES + 1)
    if not data:
        raise UploadRefusedError(_("This file is empty. Choose another file."))
    if len(data) > MAX_BYTES:
        raise UploadRefusedError(
            _("This file is larger than 10 MB. Make it smaller or send it in parts.")
        )
    if len(data) > MOST_LETTERS * _BYTES_OF_A_LETTER:
        raise UploadRefusedError(TOO_LONG, most=f"{MOST_LETTERS:,}")
    return data


def _decoded(data: bytes) -> str:
    """Return the text in the letters that it was written with, so far as that is sure."""
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    for name in marked or ["utf-8", _code_page(data)]:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if marked or _makes_sense(text, name):
            return text
    raise UploadRefusedError(_UNREADABLE)


def _makes_sense(text: str, name: str) -> bool:
    if name == "gb18030" and _is_rare(text):
        return False
    return not (_LOST.search(text) or (name == "cp1252" and _NO_WESTERN.search(text)))


def _code_page(data: bytes) -> str:
    """Return the old code page in which the bytes make sense.

    Letters of a Latin script stand alone among plain ones; those of others stand together. Every
    byte of Chinese is a Thai letter as well, but marks then stand where Thai can have none.
    """
    together = sum(map(len, re.findall(rb"[\x80-\xff]{2,}", data)))
    if together * 2 < len(re.findall(rb"[\x80-\xff]", data)):
        return "cp1252"
    return "gb18030" if _NO_THAI.search(data.decode("cp874", "replace")) else "cp874"


def _is_rare(text: str) -> bool:
    """Say whether most letters are rare in Chinese: then they are letters of another language."""
    letters = [char for char in text if ord(char) > _LAST_LATIN]
    usual = sum(char.encode("gb2312", "replace")[0] in _USUAL for char in letters)
    return usual * 5 < len(letters) * 3
