"""Where the paired institutions are, and between which places a pairing runs.

The database groups them: a network of any size has as many places as there are cities.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, NullIf, Round

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from partnerships.enums import PairingStatus
from partnerships.models import PairingParty
from partnerships.models.pairings import PairingQuerySet

QUIET = (PairingStatus.BLOCKED, PairingStatus.OVERDUE, PairingStatus.QUIET)
# So many names stand at a place or a line of the map; a file has all of a place.
NAMES = 20
TITLES = 3
# A map has room for so many dots and lines; among more, near places are one.
DOTS, LINES = 60, 120
# About a kilometre, in degrees: the institutions of a city share their place.
_CITY = Decimal("0.01")
# The first side of a cell in which places are gathered; it doubles until they have room.
_CELL = Decimal("0.25")


@dataclass(frozen=True, order=True)
class Spot:
    """A point on the globe, in degrees."""

    longitude: Decimal
    latitude: Decimal


@dataclass(frozen=True)
class Place:
    """A city that is on record, or else the middle of a country; ``number`` is how many are there.

    ``organizations`` are the first of them by name.
    """

    spot: Spot
    name: str
    country: str
    organizations: tuple[str, ...]
    is_city: bool
    number: int


@dataclass(frozen=True)
class Connection:
    """The pairings between two places, by name the first of them, and how many there are."""

    titles: tuple[str, ...]
    ends: tuple[Spot, Spot]
    is_quiet: bool
    number: int


@dataclass(frozen=True)
class Places:
    """The places and connections; ``unplaced`` is how many organizations have no city.

    ``undrawn`` is how many connections there are besides, each of fewer pairings.
    """

    places: tuple[Place, ...]
    connections: tuple[Connection, ...]
    unplaced: int
    undrawn: int = 0


def all_places(scope: Scope) -> tuple[Place, ...]:
    """Return every place of the open pairings in ``scope``, with all who are there."""
    return tuple(_places(_parties(rows.open_pairings(scope)), None, _CITY))


def paired_places(scope: Scope) -> Places:
    """Return what a map shows of the open pairings in ``scope``, from west to east."""
    pairings = rows.open_pairings(scope)
    parties = _parties(pairings)
    found, cell = tuple(_places(parties, NAMES, _CITY)), _CITY
    if len(found) > DOTS:
        cell = _room_for(found)
        found = tuple(_places(parties, NAMES, cell))
    without = parties.filter(organization__city="")
    lines = sorted(_connections(pairings.with_status(scope.today), cell), key=_by_number)
    return Places(
        places=found,
        connections=tuple(sorted(lines[:LINES], key=_by_ends)),
        unplaced=without.aggregate(number=Count("organization", distinct=True))["number"],
        undrawn=len(lines[LINES:]),
    )


def _by_number(line: Connection) -> tuple[int, tuple[Spot, Spot]]:
    return -line.number, line.ends


def _by_ends(line: Connection) -> tuple[tuple[Spot, Spot], bool]:
    return line.ends, line.is_quiet


def _room_for(found: Iterable[Place]) -> Decimal:
    """Return the side of cells of which no more than a map has room for hold a place."""
    spots, cell = [place.spot for place in found], _CELL
    while len({(round(at.longitude / cell), round(at.latitude / cell)) for at in spots}) > DOTS:
        cell *= 2
    return cell


def _parties(pairings: PairingQuerySet) -> QuerySet[PairingParty]:
    return PairingParty.objects.filter(pairing__in=pairings.order_by())


def _with_spots(parties: QuerySet[PairingParty], cell: Decimal) -> Any:
    """Add in which cell each organization is, else its country, else nothing."""
    own = Q(organization__latitude__isnull=False)
    return parties.order_by().annotate(
        **{
            name: Round(
                Round(
                    Case(
                        When(own, then=F(f"organization__{name}")),
                        default=F(f"organization__country__{name}"),
                    )
                    / Value(cell)
                )
                * Value(cell),
                precision=2,
            )
            for name in ("longitude", "latitude")
        }
    )


def _places(parties: QuerySet[PairingParty], names: int | None, cell: Decimal) -> Iterable[Place]:
    found = (
        _with_spots(parties, cell)
        .filter(longitude__isnull=False)
        .values("longitude", "latitude")
        .annotate(
            city=_Most(NullIf("organization__city", Value(""))),
            country_name=_Most("organization__country__name"),
            number=Count("organization", distinct=True),
            organizations=_first(names, "organization__name"),
        )
        .order_by("longitude", "latitude")
    )
    for row in found:
        yield Place(
            spot=Spot(row["longitude"], row["latitude"]),
            name=row["city"] or row["country_name"] or "",
            country=row["country_name"] or "",
            organizations=tuple(row["organizations"]),
            is_city=bool(row["city"]),
            number=row["number"],
        )


class _Most(Aggregate):
    """What most of them have, of what is known."""

    function = "mode"
    template = "%(function)s() WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = CharField()


def _first(number: int | None, field: str) -> Func | ArrayAgg:
    """Return the first of what stands in ``field``, each once, in order; all without a number."""
    everything = ArrayAgg(field, distinct=True, order_by=field)
    if number is None:
        return everything
    return Func(everything, template=f"(%(expressions)s)[:{number}]")


def _connections(pairings: PairingQuerySet, cell: Decimal) -> Iterable[Connection]:
    """Return the lines between places: those of one state between the same two are one."""
    spots = _with_spots(PairingParty.objects.filter(pairing=OuterRef("pk")), cell)
    ends = Concat(
        *(Cast("longitude", TextField()), Value(" "), Cast("latitude", TextField())),
        output_field=CharField(),
    )
    placed = spots.filter(longitude__isnull=False).annotate(spot=ends)
    grouped = (
        pairings.order_by()
        .annotate(
            spots=ArraySubquery(placed.values("spot").distinct().order_by("spot")),
            is_quiet=Case(When(status__in=QUIET, then=Value(1)), default=Value(0)),
        )
        .values("spots", "is_quiet")
        .annotate(number=Count("pk"), titles=_first(TITLES, "title"))
    )
    return _lines(grouped)


def _lines(grouped: Iterable[dict[str, Any]]) -> Iterable[Connection]:
    lines: dict[tuple[tuple[Spot, Spot], bool], tuple[set[str], int]] = {}
    for row in grouped:
        ends = sorted(Spot(*map(Decimal, spot.split())) for spot in row["spots"])
        for pair in combinations(ends, 2):
            key = pair, bool(row["is_quiet"])
            titles, number = lines.get(key, (set(), 0))
            lines[key] = titles | set(row["titles"]), number + row["number"]
    for (pair, is_quiet), (titles, number) in lines.items():
        yield Connection(tuple(sorted(titles)[:TITLES]), pair, is_quiet, number)
