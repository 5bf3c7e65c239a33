"""Who is meant by the lines of a pasted list; linked only where that is sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from core.normalisation import fold, words
from events.forms.pasted_people import Line
from events.terms.attendance import ParticipationTerms
from network.models import Organization, Person
from network.queries import matching


class Directory:
    """Which organizations and people are meant by the names on a form, as far as ``by`` sees them.

    ``names`` of organizations are asked together.
    """

    def __init__(self, names: Iterable[str] = (), *, by: User | None) -> None:
        self._by = by
        self._seen: dict[str, Organization | None] = {"": None}
        self.learn(names)

    def learn(self, names: Iterable[str]) -> None:
        """Find out which organizations these names surely mean, in one go."""
        if new := {name for name in names if name not in self._seen}:
            self._seen |= matching.sure_organizations(new, by=self._by)

    def organization(self, name: str) -> Organization | None:
        """Return the organization that ``name`` surely means."""
        self.learn([name])
        return self._seen[name]

    def people(self, asked: Sequence[tuple[str, Organization | None]]) -> list[Person | None]:
        """Return whom each name surely means, of those who work there if it is given."""
        return matching.link_people(asked, by=self._by)


@dataclass(frozen=True)
class Listed:
    """Somebody on a list, and whether the same person stands on it before.

    The address stands beside the list, never on it.
    """

    terms: ParticipationTerms
    is_twice: bool = False
    mail: str = ""


def once(listed: Iterable[Listed], *, known: Iterable[Person] = ()) -> list[ParticipationTerms]:
    """Return those who were chosen and those on the list, each once."""
    chosen = list({person.pk: person for person in known}.values())
    others = [one.terms for one in listed if not one.is_twice]
    return [*(ParticipationTerms(person=person) for person in chosen), *others]


def listed_on(
    lines: Sequence[Line], directory: Directory, *, known: Iterable[Person] = ()
) -> list[Listed]:
    """Return who is meant by each line, all of them with a constant number of queries."""
    everybody = _linked(lines, directory)
    pairs = list(zip(lines, everybody, strict=True))
    fuller = _fuller(pairs)
    seen: set[tuple[object, ...]] = {(person.pk,) for person in known}
    listed = []
    for line, terms in pairs:
        who = _who(line, terms)
        says_less = who[1:] == _NOTHING_ELSE and fuller[who[0]] == 1
        listed.append(Listed(terms, who in seen or says_less, line.mail))
        seen.add(who)
    return listed


# What is told of somebody of whom only the name is written.
_NOTHING_ELSE = ("", "")


def _fuller(pairs: Sequence[tuple[Line, ParticipationTerms]]) -> dict[object, int]:
    """Return how many of each name are told apart by more than their name."""
    found: dict[object, set[tuple[object, ...]]] = defaultdict(set)
    for line, terms in pairs:
        if not terms.person and (who := _who(line, terms))[1:] != _NOTHING_ELSE:
            found[who[0]].add(who)
    return defaultdict(int, {name: len(those) for name, those in found.items()})


def _who(line: Line, terms: ParticipationTerms) -> tuple[object, ...]:
    """Return what tells one from another: "Mr Sok Dara" and "Dara Sok" are one."""
    if terms.person:
        return (terms.person.pk,)
    house = terms.organization or fold(terms.organization_name)
    return tuple(sorted(words(line.name))) or line.name, house, fold(terms.capacity)


def _linked(lines: Sequence[Line], directory: Directory) -> list[ParticipationTerms]:
    directory.learn({house for line in lines for _position, house in _readings(line)})
    read = [(line, *_reading(line, directory)) for line in lines]
    houses = [directory.organization(house) for _line, _position, house in read]
    asked = list(zip(lines, houses, strict=True))
    # With its titles first: a title of one country is a name in another.
    people = directory.people(
        [(line.written, house) for line, house in asked]
        + [(line.name, house) for line, house in asked]
    )
    return [
        ParticipationTerms(
            person=people[at] or people[at + len(read)],
            organization=houses[at],
            name=line.written,
            organization_name=house,
            capacity=position,
        )
        for at, (line, position, house) in enumerate(read)
    ]


def _readings(line: Line) -> list[tuple[str, str]]:
    second = [] if line.organization else [("", line.position)]
    return [(line.position, line.organization), *second, *line.others]


def _reading(line: Line, directory: Directory) -> tuple[str, str]:
    """Return the position and the organization: the first reading that the directory confirms."""
    sure = (one for one in _readings(line) if directory.organization(one[1]))
    return next(sure, (line.position, line.organization))
