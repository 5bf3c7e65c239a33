"""A pasted list of participants, read line by line and linked only where that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from core.normalisation import clean_name, fold
from events.terms.attendance import ParticipationTerms
from network.models import Organization, Person
from network.queries import matching

MOST_LINES = 500
_NUMBER = re.compile(r"^\s*\(?\d{1,3}\s*[.)、]?\s*$")
_NUMBERED = re.compile(r"^\s*\(?\d{1,3}\s*[.)、]\s*")
# The wide ones are what a Chinese keyboard writes.
_SEPARATORS = ("\t", ";", "\uff1b", ",", "\uff0c")
_HEAD = {"name", "full name", "names", "姓名", "名字"}


class Directory:
    """The names of all organizations, read once for a whole form; ``names`` are asked together."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._seen: dict[str, Organization | None] = {"": None}
        self.learn(names)

    def learn(self, names: Iterable[str]) -> None:
        """Find out which organizations these names surely mean, in one go."""
        sure = {name: self._names.sure(name) for name in names if name not in self._seen}
        if sure:
            organizations = Organization.objects.in_bulk({pk for pk in sure.values() if pk})
            self._seen |= {name: organizations[pk] if pk else None for name, pk in sure.items()}

    def organization(self, name: str) -> Organization | None:
        """Return the organization that ``name`` surely means."""
        self.learn([name])
        return self._seen[name]

    @cached_property
    def _names(self) -> matching.Gazetteer:
        return matching.gazetteer()


@dataclass(frozen=True)
class Line:
    """One line of the list, as it was written."""

    name: str
    position: str = ""
    organization: str = ""


def read(text: str) -> list[Line]:
    """Return the people of a pasted list; empty lines and the head of a table are left out."""
    lines = [line for row in text.splitlines() if (line := _line(row)) is not None]
    return [line for line in lines if not _HEAD & {fold(line.name), fold(line.position)}]


def people_on(
    lines: Iterable[Line], directory: Directory, *, known: Iterable[Person] = ()
) -> list[ParticipationTerms]:
    """Return those on the list, each once; ``known`` were chosen.

    Two who share a name are told apart by their position or organization.
    """
    people = {_who(one): one for one in (ParticipationTerms(person=person) for person in known)}
    for attendee in _linked(list(lines), directory):
        people.setdefault(_who(attendee), attendee)
    return list(people.values())


def _who(one: ParticipationTerms) -> tuple[object, ...]:
    if one.person:
        return (one.person.pk,)
    house = one.organization or fold(one.organization_name)
    return fold(one.name) or one.name, house, fold(one.capacity)


def _line(row: str) -> Line | None:
    is_table, cells = _cells(row)
    while cells and (not cells[0] or _NUMBER.match(cells[0])):
        cells.pop(0)
    if not cells:
        return None
    name, *rest = [_NUMBERED.sub("", cells[0]), *cells[1:]]
    if is_table or len(rest) < 2:  # noqa: PLR2004 — a name and one more thing
        return Line(name, *rest[:2])
    # A comma may stand inside a position, and hardly ever inside an organization.
    *position, organization = [cell for cell in rest if cell] or [""]
    return Line(name, ", ".join(position), organization)


def _cells(row: str) -> tuple[bool, list[str]]:
    """Return whether the row comes from a table, and its cells."""
    for separator in _SEPARATORS:
        if separator in row:
            return separator == "\t", [clean_name(cell) for cell in row.split(separator)]
    return False, [clean_name(row)]


def _linked(lines: list[Line], directory: Directory) -> list[ParticipationTerms]:
    """Return who is meant by each line, all of them with a constant number of queries."""
    directory.learn([line.organization or line.position for line in lines])
    listed = [_listed(line, directory) for line in lines]
    people = matching.link_people([(one.name, one.organization) for one in listed])
    return [replace(one, person=person) for one, person in zip(listed, people, strict=True)]


def _listed(line: Line, directory: Directory) -> ParticipationTerms:
    organization = directory.organization(line.organization)
    position, written = line.position, line.organization
    if not written and position and (organization := directory.organization(position)):
        # Two things on a line: the second may be the organization.
        position, written = "", position
    return ParticipationTerms(
        organization=organization,
        name=line.name,
        organization_name=written,
        capacity=position,
    )
