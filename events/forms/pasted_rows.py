"""The rows and cells of a pasted list, and what a cell is that is no word about a person.

Lines are cut to a length before anything is looked for in them, and no pattern looks back: a
hostile list costs what its length says.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.normalisation import clean_name

MOST_LETTERS = 100_000
LONGEST_LINE = 1000
# A cell of a spreadsheet may hold line breaks; more than these are no cell.
_LINES_OF_A_CELL = 5
_PHONE_DIGITS = 7
# Also the wide ones of Chinese keyboards, the Arabic ones, and the Burmese little section.
_SEMICOLONS = re.compile("[;\uff1b\u061b|\uff5c]")
_COMMAS = re.compile("[,\uff0c\u3001\uff64\ufe50\ufe51\u060c\u104a]")
_DASHES = re.compile(" [-\u2010-\u2015]{1,3} |[\u2014\u2015]+")
_QUOTED = re.compile('(?:^|[\t;,])"')
_NUMBERING = re.compile(
    "^(?:[-*+>\u2022\u2023\u25e6\u2043\u2219\u00b7\u25a0-\u25ff\u2013\u2014"
    "\u2713\u2714\u27a2\uf0b7\uf0a7] ?"
    r"|\(?\d{1,4} ?[.)\u3001\uff0e\uff09:](?!\d) ?|\d{1,4} (?=\D)|[a-z]\) ?)+"
)
_MAIL = re.compile(
    r"(?:mailto:)?[^\s<>()\[\],;:\"'@\uff0c\u3001\uff1b]{1,64}@[^\s<>()\[\],;:\"'@\uff0c\u3001\uff1b]{1,250}"
)
# A number that begins as telephone numbers do, or is as long: years and rooms stay.
_PHONE = re.compile(
    r"(?:\b(?:tel|phone|mobile|mob|cell|hp|whatsapp)\b[.: ]*)?(?<!\d)"
    r"(?:(?:[(]?[+][(]?\d|[(]?[0\u0660\u0e50\u0ed0\u1040\u17e0]\d)[\d ().-]{5,18}|\d{9,15}(?!\d))",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"[<(\[\uff08] ?[>)\]\uff09]")
_MAIL_LABEL = re.compile(r"\b(?:e-?mail|mail)(?: address)? ?[:\uff1a]? ?$", re.IGNORECASE)
_COMPANY_ENDINGS = {
    *("ltd", "limited", "inc", "llc", "llp", "plc", "pte", "pty", "corp", "jsc", "gmbh", "pcl"),
    *("co", "public", "sole"),
}
_UNITS = {
    *(
        "am",
        "pm",
        "min",
        "mins",
        "minute",
        "minutes",
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "s",
        "sec",
    ),
    *("tel", "phone", "mobile", "whatsapp", "ext", "utc", "gmt", "ict", "\u5206\u949f", "\u5206"),
    *("\u4e0a\u5348", "\u4e0b\u5348"),
}
_SUMS = (
    *("total", "in total", "grand total", "\u5408\u8ba1", "\u603b\u8ba1", "\u5171\u8ba1"),
    *("\u179f\u179a\u17bb\u1794", "\u0ea5\u0ea7\u0ea1", "\u0e23\u0e27\u0e21"),
)
_ANSWERS = {
    *("yes", "no", "n/a", "na", "-", "--", "true", "false", "guest", "\u662f", "\u5426"),
    *("m", "f", "male", "female", "\u7537", "\u5973", "nam", "n\u1eef"),
    *("\u1794\u17d2\u179a\u17bb\u179f", "\u179f\u17d2\u179a\u17b8"),
    *("\u0e8a\u0eb2\u0e8d", "\u0e8d\u0eb4\u0e87", "\u0e0a\u0e32\u0e22", "\u0e2b\u0e0d\u0e34\u0e07"),
}


@dataclass(frozen=True)
class Row:
    """One row as it was written, its cells, and what stands between them."""

    written: str
    cells: tuple[str, ...]
    separator: str = ""
    is_table: bool = False

    @property
    def is_too_long(self) -> bool:
        """Whether this is no line of a list."""
        return len(self.written) > LONGEST_LINE


def rows(text: str) -> Iterator[Row]:
    """Return the rows of a list; a line of several mail addresses is several rows."""
    for line in _whole_lines(text[:MOST_LETTERS]):
        if len(line) > LONGEST_LINE:
            yield Row(line[: LONGEST_LINE + 1], ())
            continue
        for written in _one_person_each(line):
            if row := _row(written):
                yield row


def without_mail(cell: str) -> tuple[str, str]:
    """Return what a cell says besides a mail address, and the first address in it."""
    found = _MAIL.findall(cell) if "@" in cell else []
    if not found:
        return cell, ""
    rest = _EMPTY_BRACKETS.sub(" ", _MAIL.sub(" ", cell))
    rest = _MAIL_LABEL.sub("", " ".join(rest.split()))
    return rest.strip(" :-\u2013\u2014"), found[0].removeprefix("mailto:").strip(".")


def without_phone(cell: str) -> tuple[str, str]:
    """Return what a cell says besides a telephone number, and the number as it was written."""
    found = _PHONE.search(cell)
    if not found or sum(map(_is_digit, found[0])) < _PHONE_DIGITS:
        return cell, ""
    rest = _EMPTY_BRACKETS.sub(" ", f"{cell[: found.start()]} {cell[found.end() :]}")
    return " ".join(rest.split()).strip(" ,:-\u2013\u2014"), found[0].strip()


def without_numbering(cell: str) -> str:
    """Return a cell without its number, letter or bullet."""
    return _NUMBERING.sub("", cell).strip()


def is_figure(cell: str) -> bool:
    """Say whether a cell is a number, a telephone number, a time or a length of time."""
    words = re.split(r"[\W_]+", cell.casefold())
    letters = [word.strip("0123456789") for word in words if not word.isdecimal()]
    return any(map(_is_digit, cell)) and all(not word or word in _UNITS for word in letters)


def is_sum(cell: str) -> bool:
    """Say whether a line sums a list up: "Total: 12"."""
    return cell.casefold().startswith(_SUMS) and any(map(_is_digit, cell))


def is_answer(cell: str) -> bool:
    """Say whether a cell answers a question such as "guest?" or "man or woman?"."""
    return cell.casefold() in _ANSWERS


def dashed(cell: str) -> list[str]:
    """Return the parts of a cell between dashes that stand alone."""
    return [part for one in _DASHES.split(cell) if (part := one.strip())]


def _is_digit(char: str) -> bool:
    return unicodedata.decimal(char, None) is not None


def _whole_lines(text: str) -> Iterator[str]:
    """Return the lines; those of one quoted cell are one."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        end = _end_of_row(lines, at)
        yield " ".join(lines[at:end])
        at = end


def _end_of_row(lines: list[str], at: int) -> int:
    if len(lines[at]) > LONGEST_LINE or not _QUOTED.search(lines[at]):
        return at + 1
    quotes = 0
    for end in range(at, min(at + _LINES_OF_A_CELL, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return at + 1


def _one_person_each(line: str) -> Iterable[str]:
    """Return the people of a line that a mail program wrote: "A <a@..>; B <b@..>"."""
    if line.count("@") < 2 or line.count(">") < 2:  # noqa: PLR2004 — two addresses
        return [line]
    return [part.lstrip(" ,;\uff0c\uff1b") for part in re.split("(?<=>)", line)]


def _row(written: str) -> Row | None:
    is_table, separator, parts = _parts(written)
    cells = [clean_name(part) for part in parts]
    if not any(cells):
        return None
    return Row(clean_name(written), tuple(_with_company_endings(cells)), separator, is_table)


def _parts(line: str) -> tuple[bool, str, list[str]]:
    """Return whether a line comes from a table, what stands between its parts, and the parts."""
    if "\t" in line:
        return True, "\t", _unquoted(line, "\t")
    if _SEMICOLONS.search(line):
        return True, ";", _unquoted(_SEMICOLONS.sub(";", line), ";")
    if _QUOTED.search(line):
        return True, ",", _unquoted(line, ",")
    return False, ",", _COMMAS.split(line)


def _unquoted(line: str, separator: str) -> list[str]:
    if not _QUOTED.search(line):
        return line.split(separator)
    return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])


def _with_company_endings(cells: list[str]) -> list[str]:
    """Give "Co., Ltd." back to the name that it ends."""
    joined: list[str] = []
    for cell in cells:
        first = cell.split(maxsplit=1)[0] if cell else ""
        if joined and joined[-1] and first.rstrip(".").casefold() in _COMPANY_ENDINGS:
            joined[-1] = f"{joined[-1]}, {cell}"
        else:
            joined.append(cell)
    return joined
