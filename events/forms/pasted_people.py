"""A pasted list of participants, read line by line and linked only where that is sure.

``outcomes`` says of each line what it is: a person, or why it is none. It knows no database. An
e-mail address is never a position, and no list of a meeting shows one (``pasted_addresses``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.normalisation import fold
from events.enums import NoPerson
from events.forms import head_rows, name_titles, pasted_rows
from events.forms.head_rows import Head
from events.forms.pasted_rows import Row

# As the columns are.
_LONGEST = {"called": 200, "position": 300, "organization": 250}
_SHOWN = ("name", "position", "organization", "honorific", "called")
_DEVICES = {"iphone", "ipad", "zoom user", "android", "guest", "unknown", "user", "samsung"}
# "Wei Fan (Host)": what Zoom adds to a name.
_ZOOM_MARK = re.compile(
    r" ?\((?:host|co-?host|me|guest|unverified|external|host, me)\)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(" ?[(\uff08]([^()\uff08\uff09]*)[)\uff09]$")
_OF = re.compile(r" (?:of|at) (?:the )?", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"\d{1,4}$")
_MOST_WORDS = 10
_MOST_READINGS = 4
_ACRONYM = 3


@dataclass(frozen=True)
class Line:
    """A person on the list, as it was written.

    ``called`` is the name with its titles. ``others`` are (position, organization) as the line may
    mean them, too: only the directory can tell.
    """

    name: str
    position: str = ""
    organization: str = ""
    honorific: str = ""
    mail: str = ""
    called: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def written(self) -> str:
        """The name as it is kept: with its titles."""
        return self.called or self.name


@dataclass(frozen=True)
class Outcome:
    """What became of one line: a person, or why not; what of it is left out."""

    written: str
    line: Line | None = None
    why: NoPerson | None = None
    left_out: tuple[str, ...] = ()

    @property
    def said_to_be_left_out(self) -> list[str]:
        """What is left out and may be missed: not the number of the line."""
        return [words for words in self.left_out if not _LINE_NUMBER.match(words)]


def outcomes(text: str) -> list[Outcome]:
    """Return what each line of a pasted list is; empty lines are left out."""
    found: list[Outcome] = []
    head: Head | None = None
    above: list[Row] = []
    for row in pasted_rows.rows(text):
        above.append(row)
        if new_head := head_rows.head_of(row):
            if head is None and row.is_table and not any(one.is_table for one in above[:-1]):
                # What a sheet is called stands above its table.
                found = [Outcome(one.written, why=NoPerson.HEADING) for one in above[:-1]]
            head = new_head
            found.append(Outcome(row.written, why=NoPerson.HEAD))
        else:
            found.append(_checked(_outcome(row, head)))
    return found


def read(text: str) -> list[Line]:
    """Return the people of a pasted list."""
    return [one.line for one in outcomes(text) if one.line]


def _outcome(row: Row, head: Head | None) -> Outcome:
    if row.is_too_long:
        return Outcome(row.written[:80], why=NoPerson.TOO_LONG)
    if row.written.casefold().startswith("sep="):
        return Outcome(row.written, why=NoPerson.HEAD)
    if head and head.fits(row):
        return _of_table(row, head) or _of_cells(row)
    return _of_cells(row)


def _of_table(row: Row, head: Head) -> Outcome | None:
    """Read a row by the head of its table; None where no name stands below "Name"."""
    if not head.names_people:
        return Outcome(row.written, why=NoPerson.MEETING)
    cells = head.sorted([pasted_rows.without_numbering(cell) for cell in row.cells])
    mail = _first(pasted_rows.without_mail(cell)[1] for cell in row.cells)
    name, *more = cells[head_rows.NAME] or [" ".join(cells[head_rows.PART])]
    title = [cell for cell in cells[head_rows.TITLE] if name_titles.is_title(cell)]
    position, more_titles = _positions(cells[head_rows.POSITION])
    houses = [pasted_rows.without_mail(cell)[0] for cell in cells[head_rows.HOUSE]]
    line = _line(" ".join([*title, *more_titles, name]), mail)
    if line is None:
        return None
    organization = _first([*houses, line.organization])
    others = () if organization else tuple(_parted(position))[:_MOST_READINGS]
    line = replace(line, position=position, organization=organization, others=others)
    return Outcome(row.written, line, left_out=(*more, *houses[1:], *cells[head_rows.OTHER]))


def _positions(cells: Iterable[str]) -> tuple[str, list[str]]:
    """Return what may be a position, and the titles that stood among it."""
    bare = [pasted_rows.without_mail(cell)[0] for cell in cells]
    titles = [cell for cell in bare if name_titles.is_title(cell)]
    words = [cell for cell in bare if cell and cell not in titles and not _is_beside(cell)]
    return ", ".join(words), titles


def _of_cells(row: Row) -> Outcome:
    """Read a row that no head explains: name, position, organization."""
    mails = [pasted_rows.without_mail(cell) for cell in row.cells]
    mail = _first(address for _rest, address in mails)
    cells = [rest for rest, address in mails if rest or not address]
    left_out = [cell for cell in cells if _is_beside(cell)]
    cells = [cell for cell in cells if not _is_beside(cell)]
    cells = [
        pasted_rows.without_numbering(cell) if at == 0 else cell for at, cell in enumerate(cells)
    ]
    while cells and not cells[0]:
        cells.pop(0)
    cells = _with_titles(cells)
    if not cells:
        return Outcome(row.written, why=_nobody(mail))
    if len(cells) == 1 and (cells[0].endswith((":", "\uff1a")) or pasted_rows.is_sum(cells[0])):
        return Outcome(row.written, why=NoPerson.HEADING)
    return _named(row, cells, mail, left_out)


def _named(row: Row, cells: list[str], mail: str, left_out: list[str]) -> Outcome:
    name, *rest = cells if row.is_table else [*pasted_rows.dashed(cells[0]), *cells[1:]]
    line = _line(name, mail)
    if line is None:
        return Outcome(row.written, why=_nobody(mail))
    if row.is_table:
        position, organization = [*rest, "", ""][:2]
        left_out = [*left_out, *filter(None, rest[2:])]
        others = () if organization else tuple(_parted(position))
    else:
        others = tuple(_readings([cell for cell in rest if cell]))
        (position, organization), *more = others or (("", ""),)
        others = tuple(more)
    line = replace(
        line,
        position=position,
        organization=line.organization or organization,
        others=others[:_MOST_READINGS],
    )
    return Outcome(row.written, line, left_out=tuple(left_out))


def _line(written: str, mail: str) -> Line | None:
    """Take a name apart; None where none is left."""
    written = _ZOOM_MARK.sub("", written).strip()
    organization = ""
    if (found := _IN_BRACKETS.search(written)) and _is_acronym(found[1]):
        written, organization = written[: found.start()], found[1]
    honorific, name = name_titles.taken_apart(written)
    if not any(char.isalpha() for char in name):
        return None
    called = written if honorific else ""
    return Line(name, organization=organization, honorific=honorific, mail=mail, called=called)


def _readings(rest: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return what the things behind a name may be, as (position, organization), likeliest first."""
    if len(rest) > 1:
        # A comma may stand inside a position, and hardly ever inside an organization.
        yield ", ".join(rest[:-1]), rest[-1]
        # "..., President, YATSEI, Kunming": the place behind the organization.
        yield ", ".join(rest[:-2]), rest[-2]
    elif rest:
        yield rest[0], ""
        yield from _parted(rest[0])


def _parted(position: str) -> Iterator[tuple[str, str]]:
    """Return how a position may name an organization, too: "president of YATSEI"."""
    for found in _OF.finditer(position):
        yield position[: found.start()], position[found.end() :]


def _checked(outcome: Outcome) -> Outcome:
    """Refuse what a list of names cannot hold."""
    if outcome.line is None:
        return outcome
    line = _without_addresses(outcome.line)
    line, phones = _without_phones(line)
    outcome = replace(outcome, left_out=(*outcome.left_out, *phones))
    if not line.name:
        return Outcome(outcome.written, why=NoPerson.ONLY_MAIL)
    lengths = {part: len(getattr(line, part)) for part in _LONGEST} | {"called": len(line.written)}
    if any(lengths[part] > most for part, most in _LONGEST.items()):
        return Outcome(outcome.written, why=NoPerson.TOO_LONG)
    if len(line.name.split()) > _MOST_WORDS:
        return Outcome(outcome.written, why=NoPerson.SENTENCE)
    if fold(line.name) in _DEVICES:
        return Outcome(outcome.written, why=NoPerson.DEVICE)
    return replace(outcome, line=line)


def _without_addresses(line: Line) -> Line:
    """Leave out what still looks like one: however odd a list is, nobody's address is shown."""
    shown = {name: _bare(getattr(line, name)) for name in _SHOWN}
    others = tuple((_bare(position), _bare(house)) for position, house in line.others)
    return replace(line, others=others, **shown)


def _without_phones(line: Line) -> tuple[Line, list[str]]:
    """Leave out telephone numbers, which lists of meetings would show to everybody."""
    parted = {name: pasted_rows.without_phone(getattr(line, name)) for name in _SHOWN}
    others = tuple(
        (pasted_rows.without_phone(position)[0], pasted_rows.without_phone(house)[0])
        for position, house in line.others
    )
    shown = {name: rest for name, (rest, _number) in parted.items()}
    numbers = dict.fromkeys(number for _rest, number in parted.values() if number)
    return replace(line, others=others, **shown), list(numbers)


def _bare(text: str) -> str:
    return " ".join(word for word in text.split(" ") if "@" not in word) if "@" in text else text


def _with_titles(cells: list[str]) -> list[str]:
    """Join a title in a cell of its own to the name: "Mr | Wei Fan", "Wei Fan, PhD"."""
    while len(cells) > 1 and name_titles.is_title(cells[0]):
        cells = [f"{cells[0]} {cells[1]}".strip(), *cells[2:]]
    while len(cells) > 1 and name_titles.is_title(cells[1]):
        cells = [f"{cells[0]}, {cells[1]}", *cells[2:]]
    return cells


def _is_beside(cell: str) -> bool:
    return bool(cell) and (pasted_rows.is_figure(cell) or pasted_rows.is_answer(cell))


def _is_acronym(text: str) -> bool:
    return len(text) >= _ACRONYM and text.isascii() and text.isupper() and " " not in text


def _nobody(mail: str) -> NoPerson:
    return NoPerson.ONLY_MAIL if mail else NoPerson.NO_NAME


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
