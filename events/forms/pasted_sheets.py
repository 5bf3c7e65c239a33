"""The rows of an Excel file, read as text and no further than a list of names can be.

Only the parts that hold text are unpacked, as a stream, up to a limit; a part that brings
declarations of its own is refused. Nothing is computed, and no style is read (decision 0040).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from posixpath import dirname, join, normpath
from typing import Any, Literal, TypeAlias
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

# A list of 500 people unpacks to less than a twentieth of this.
MOST_UNPACKED = 10 * 1024 * 1024
MOST_COLUMNS = 50
# Far more than a list may have: who formatted a whole column has a million.
MOST_ROWS = 5000
_CHUNK = 64 * 1024
_DAMAGED = (
    *(BadZipFile, zlib.error, expat.ExpatError, LookupError, ValueError, EOFError, OSError),
    NotImplementedError,
)
_COLUMN = re.compile("([A-Z]{1,3})")
_Event: TypeAlias = tuple[Literal["start", "end", "text"], str, dict[str, str]]


class UnreadableSheetError(Exception):
    """What is no Excel file, or none that a list can be read from."""


class TooLargeSheetError(UnreadableSheetError):
    """A file that unpacks to more than any list."""


@dataclass(frozen=True)
class _Link:
    """What a part of the file names another part by."""

    key: str
    kind: str
    target: str


def rows_of_first_sheet(data: bytes) -> Iterator[list[str]]:
    """Yield the cells of each row of the first sheet that is shown, from column A.

    :raises UnreadableSheetError: if the file is damaged, or has no sheet.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from islice(_rows(_Book(archive)), MOST_ROWS)
    except _DAMAGED as damaged:
        raise UnreadableSheetError from damaged


class _Book:
    """The parts of one file, and how they name each other."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        main = [one.target for one in self._links("") if one.kind == "officeDocument"]
        self._main = main[0]
        self._parts = self._links(self._main)

    def first_sheet(self) -> Iterator[_Event]:
        """Return what stands in the first sheet that nobody has hidden."""
        targets = {one.key: one.target for one in self._parts}
        shown = [
            values["id"]
            for what, name, values in self._events(self._main)
            if what == "start" and name == "sheet" and values.get("state", "visible") == "visible"
        ]
        if not shown:
            raise UnreadableSheetError
        return self._events(targets[shown[0]])

    def strings(self) -> list[str]:
        """Return the texts that the cells share."""
        found = [one.target for one in self._parts if one.kind == "sharedStrings"]
        return [text for part in found for text in _texts(self._events(part), "si")]

    def _links(self, part: str) -> Sequence[_Link]:
        folder, name = dirname(part), part.rpartition("/")[2]
        return [
            _Link(values["Id"], values["Type"].rpartition("/")[2], _path(folder, values["Target"]))
            for what, _name, values in self._events(join(folder, "_rels", f"{name}.rels"))
            if what == "start" and "Target" in values
        ]

    def _events(self, part: str) -> Iterator[_Event]:
        if self._archive.getinfo(part).file_size > MOST_UNPACKED:
            raise TooLargeSheetError
        found: list[_Event] = []
        parser = _parser(found)
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)  # noqa: FBT003 — the module takes no names
                yield from found
                found.clear()
        parser.Parse(b"", True)  # noqa: FBT003 — likewise


def _parser(found: list[_Event]) -> Any:
    """Return a reader that writes down what it comes to; names stand without their spaces."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, values: found.append(
        ("start", _local(name), {_local(key): value for key, value in values.items()})
    )
    parser.EndElementHandler = lambda name: found.append(("end", _local(name), {}))
    parser.CharacterDataHandler = lambda text: found.append(("text", text, {}))
    return parser


def _refuse(*_declared: object) -> None:
    raise UnreadableSheetError


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _path(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(join(folder, target))


def _texts(events: Iterator[_Event], outer: str) -> Iterator[str]:
    """Yield the text of each ``outer``; how a Chinese word is read aloud stands beside it."""
    written: list[str] = []
    inside: list[str] = []
    for what, name, _values in events:
        if what == "text":
            if inside[-1] == "t" and "rPh" not in inside:
                written.append(name)
        elif what == "start":
            inside.append(name)
        else:
            inside.pop()
            if name == outer:
                yield "".join(written)
                written = []


def _rows(book: _Book) -> Iterator[list[str]]:
    strings = book.strings()
    cells: list[str] = []
    at = 0
    for what, name, values in (events := book.first_sheet()):
        if what == "start" and name == "row":
            cells, at = [], 0
        elif what == "start" and name == "c":
            at = _column(values.get("r", ""), at)
            written = _cell(events, values.get("t", ""), strings)
            if written and at < MOST_COLUMNS:
                cells += [""] * (at - len(cells)) + [written]
            at += 1
        elif what == "end" and name == "row":
            yield cells


def _column(reference: str, following: int) -> int:
    """Return which column, counted from 0; without a reference it is the next."""
    found = _COLUMN.match(reference)
    if found is None:
        return following
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(events: Iterator[_Event], kind: str, strings: Sequence[str]) -> str:
    """Read a cell to its end: its text, or the figure that stands in it."""
    written, inside = [], ["c"]
    for what, name, _values in events:
        if what == "start":
            inside.append(name)
        elif what == "text" and inside[-1] in {"v", "t"} and "rPh" not in inside:
            written.append(name)
        elif what == "end" and inside.pop() == "c":
            break
    text = "".join(written)
    if kind == "s" and text:
        return strings[int(text)]
    return "" if kind in {"b", "e"} else text
