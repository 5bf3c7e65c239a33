"""Which organization or person a written name means: to link when sure, to suggest when not.

It means nobody whom ``by``, who wrote it, may not see: else a guess would be told that it is right.
None is the system, which sees everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from accounts.models import User
from core.models import ScopedQuerySet
from core.normalisation import fold, words
from network.enums import NameKind
from network.models import (
    Country,
    Honorific,
    Organization,
    OrganizationName,
    Person,
    PersonName,
    Position,
)
from network.queries.candidates import Sample, near
from network.queries.names import Known, Weights, Written, nearness, words_of, written

LINK = 0.85
SUGGEST = 0.50
# Two that are as near as this are told apart by a person, never by us.
GAP = 0.05
SAME = 1.0
ALMOST = 0.95
_ILO = "ilo_office"
_TITLES = {"mr", "ms", "mrs", "miss", "dr", "prof", "h", "e", "he", "sir", "madam"}

RowsT = TypeVar("RowsT", bound=ScopedQuerySet[Any])


@dataclass(frozen=True)
class Match:
    """An organization that a name may mean, and how surely."""

    organization: Organization
    score: float


@dataclass(frozen=True)
class PersonMatch:
    """A person whom a name may mean, and how surely."""

    person: Person
    score: float


@dataclass(frozen=True)
class Gazetteer:
    """What the directory knows of some names, read once for all of them."""

    names: Mapping[str, Written]
    known: Mapping[int, Known]
    near: Mapping[str, Collection[int]]
    weights: Weights

    def scores(self, name: str) -> list[tuple[float, int]]:
        """Return (score, key) of every organization worth a look, the surest first."""
        asked = self.names[name]
        among = (self.known[key] for key in self.near.get(name, ()) if key in self.known)
        found = ((nearness(asked, known, self.weights), known.pk) for known in among)
        return sorted((pair for pair in found if pair[0] >= SUGGEST), key=lambda p: (-p[0], p[1]))

    def sure(self, name: str) -> int | None:
        """Return the key of the one organization that ``name`` surely means."""
        return _sure(self.scores(name))


def gazetteer(
    names: Iterable[str], *, by: User | None, country: Country | None = None
) -> Gazetteer:
    """Read what ``names`` may mean; of one country and of bodies without one, if it is given."""
    countries = frozenset(fold(name) for name in Country.objects.values_list("name", flat=True))
    asked = {name: written(name, countries) for name in names}
    sample = Sample.of(Organization)
    likely = _near(asked, sample)
    rows = _seen(Organization.objects.all(), by).filter(pk__in=set().union(*likely.values()))
    if country is not None:
        rows = rows.filter(Q(country=country) | Q(country=None))
    found = list(rows.select_related("country", "kind", "parent"))
    aliases = _aliases({key for row in found for key in (row.pk, row.parent_id)})
    known = {row.pk: _known(row, aliases) for row in found}
    return Gazetteer(asked, known, likely, sample.weights)


def _near(asked: Mapping[str, Written], sample: Sample) -> dict[str, set[int]]:
    """Return for each name who may be called so, by its words or what stands in its brackets."""
    names = {name: sorted(one.words) or one.folded.split() for name, one in asked.items()}
    names |= {inside: [inside] for one in asked.values() for inside in one.in_brackets if inside}
    found = near(Organization, names, sample)
    exact: dict[str, set[int]] = defaultdict(set)
    for name, key in Organization.objects.filter(name__in=asked).values_list("name", "pk"):
        exact[name].add(key)
    return {
        name: exact[name].union(*(found.get(each, ()) for each in (name, *one.in_brackets)))
        for name, one in asked.items()
    }


def sure_organizations(names: Iterable[str], *, by: User | None) -> dict[str, Organization | None]:
    """Return which organization each name surely means; many cost as many queries as one."""
    directory = gazetteer(names, by=by)
    sure = {name: directory.sure(name) for name in directory.names}
    found = Organization.objects.with_details().in_bulk({key for key in sure.values() if key})
    return {name: found[key] if key else None for name, key in sure.items()}


def similar_organizations(
    name: str, *, by: User | None, country: Country | None = None, limit: int = 3
) -> list[Match]:
    """Return the organizations that ``name`` may mean, the surest first."""
    scores = gazetteer([name], by=by, country=country).scores(name)[:limit]
    found = Organization.objects.with_details().in_bulk([pk for _, pk in scores])
    return [Match(found[pk], score) for score, pk in scores]


def link_organization(name: str, *, by: User | None) -> Organization | None:
    """Return the organization that ``name`` surely means, or None: then a person decides."""
    return sure_organizations([name], by=by)[name]


def similar_people(
    name: str, *, by: User | None, organization: Organization | None = None, limit: int = 3
) -> list[PersonMatch]:
    """Return the people whom ``name`` may mean, the surest first.

    With an organization only those who work or worked there are asked.
    """
    scores = _people_scores(name, organization, _seen(Person.objects.all(), by))[:limit]
    found = Person.objects.with_details().in_bulk([pk for _, pk in scores])
    return [PersonMatch(found[pk], score) for score, pk in scores]


def link_person(
    name: str, organization: Organization | None = None, *, by: User | None
) -> Person | None:
    """Return the one person with the same set of names, or None: then a person decides.

    One word is no full name, and never links.
    """
    return link_people([(name, organization)], by=by)[0]


def link_people(
    asked: Sequence[tuple[str, Organization | None]], *, by: User | None
) -> list[Person | None]:
    """Return whom each name surely means; a long list costs as many queries as one name."""
    if not asked:
        return []
    titles = _titles()
    words = [_person_words(name, titles) for name, _organization in asked]
    wanted = {each for each in words if len(each) > 1}
    named = _people_named(wanted, titles, _seen(Person.objects.all(), by))
    houses = _houses_of({pk for people in named.values() for pk in people})
    keys = [
        _only(named.get(each, set()), houses, organization)
        for each, (_name, organization) in zip(words, asked, strict=True)
    ]
    found = Person.objects.with_details().in_bulk({key for key in keys if key})
    return [found[key] if key else None for key in keys]


def _seen(rows: RowsT, by: User | None) -> RowsT:
    return rows if by is None else rows.visible_to(by)


def _sure(scores: list[tuple[float, int]]) -> int | None:
    if not scores or scores[0][0] < LINK:
        return None
    if len(scores) > 1 and scores[0][0] - scores[1][0] < GAP:
        return None
    return scores[0][1]


def _aliases(keys: Collection[int | None]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = OrganizationName.objects.filter(organization__in=keys)
    for pk, name, kind in rows.values_list("organization", "name", "kind"):
        found[pk].append((name, kind))
    return found


def _known(row: Organization, aliases: dict[int, list[tuple[str, str]]]) -> Known:
    others = aliases.get(row.pk, [])
    names = [row.name, row.local_name, *(n for n, kind in others if kind != NameKind.ACRONYM)]
    acronyms = [row.acronym, *(n for n, kind in others if kind == NameKind.ACRONYM)]
    country = fold(row.country.name) if row.country else ""
    return Known(
        pk=row.pk,
        names=frozenset(_brackets_off(names)) - {""},
        acronyms=frozenset(fold(name).replace(" ", "") for name in acronyms) - {""},
        beside=_beside(row, aliases, country),
        country=country,
        is_part=row.parent_id is not None,
    )


def _brackets_off(names: Iterable[str]) -> Iterable[str]:
    """Yield each name with and without what stands in its brackets."""
    for name in names:
        yield fold(name)
        yield written(name).folded


def _beside(
    row: Organization, aliases: dict[int, list[tuple[str, str]]], country: str
) -> frozenset[str]:
    """Return the words of the parent, the country, the city and the house."""
    near = [country, fold(row.city), "ilo" if row.kind.key == _ILO else ""]
    if parent := row.parent:
        names = [parent.name, parent.acronym, parent.local_name]
        near += [fold(n) for n in [*names, *(n for n, _ in aliases.get(parent.pk, []))]]
    return frozenset(word for text in near for word in words_of(text))


def _people_scores(
    name: str, organization: Organization | None, seen: QuerySet[Person]
) -> list[tuple[float, int]]:
    asked = _person_words(name, titles := _titles())
    if not asked:
        return []
    best: dict[int, float] = defaultdict(float)
    for pk, known in _written(_people_like(asked, organization, seen)):
        words = _person_words(known, titles)
        best[pk] = max(best[pk], _same_person(asked, words))
    found = ((score, pk) for pk, score in best.items() if score >= LINK)
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _titles() -> set[str]:
    forms = Honorific.objects.values_list("name", flat=True)
    return _TITLES | {word for form in forms for word in words(form)}


def _person_words(name: str, titles: set[str]) -> tuple[str, ...]:
    """Return the words of a name in one order: "Mr Yutong Liu" and "Liu Yutong" are the same."""
    return tuple(sorted(word for word in words(name) if word not in titles))


def _people_like(
    asked: tuple[str, ...], organization: Organization | None, seen: QuerySet[Person]
) -> QuerySet[Person]:
    """Return the people whose name may be ``asked``: those of the house, if it is given."""
    if organization is None:
        return seen.filter(pk__in=_people_near([asked]))
    house = Q(organization=organization) | Q(organization__parent=organization)
    if organization.parent_id:
        house |= Q(organization=organization.parent_id)
    return seen.filter(pk__in=Position.objects.filter(house).values("person"))


def _people_near(names: Iterable[tuple[str, ...]]) -> set[int]:
    asked = {" ".join(words): words for words in names}
    found = near(Person, asked, Sample.of(Person))
    return set().union(*found.values())


def _written(people: QuerySet[Person]) -> Iterable[tuple[int, str]]:
    rows = set(people.values_list("pk", "name")) | set(people.values_list("pk", "local_name"))
    others = PersonName.objects.filter(person__in=people.values("pk"))
    return sorted(rows | set(others.values_list("person", "name")))


def _people_named(
    wanted: set[tuple[str, ...]], titles: set[str], seen: QuerySet[Person]
) -> dict[tuple[str, ...], set[int]]:
    """Return the keys of those who have the same set of names."""
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for pk, name in _written(seen.filter(pk__in=_people_near(wanted))):
        words = _person_words(name, titles)
        if words in wanted:
            found[words].add(pk)
    return found


def _houses_of(people: set[int]) -> dict[int, set[tuple[int, int | None]]]:
    """Return where each of ``people`` works or worked: the key of the house and of its parent."""
    found: dict[int, set[tuple[int, int | None]]] = defaultdict(set)
    for position in Position.objects.filter(person__in=people).select_related("organization"):
        found[position.person_id].add((position.organization_id, position.organization.parent_id))
    return found


def _only(
    people: set[int],
    houses: dict[int, set[tuple[int, int | None]]],
    organization: Organization | None,
) -> int | None:
    """Return the key of the only one of ``people`` who is of that organization, if it is given."""
    if organization is not None:
        near = {organization.pk, organization.parent_id} - {None}
        people = {
            pk
            for pk in people
            if any(own in near or parent == organization.pk for own, parent in houses[pk])
        }
    return next(iter(people)) if len(people) == 1 else None


def _same_person(asked: tuple[str, ...], words: tuple[str, ...]) -> float:
    """Return 1 for the same set of names; less for a spelling or a space that differs."""
    if asked == words:
        return SAME
    spelled = fuzz.ratio(" ".join(asked), " ".join(words)) / 100
    # "Liu Yu Tong" is "Liu Yutong": the same letters, however they are cut.
    cut_otherwise = spelled > SUGGEST and sorted("".join(asked)) == sorted("".join(words))
    return ALMOST if cut_otherwise else min(spelled, ALMOST)
