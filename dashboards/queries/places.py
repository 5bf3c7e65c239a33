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
from django.db import connection
from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    F,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import NullIf, Round

from core.db import asked
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from network.models import Organization
from partnerships.enums import PairingStatus
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
    return tuple(_places(_groups(rows.open_pairings(scope), None, _CITY)))


def paired_places(scope: Scope) -> Places:
    """Return what a map shows of the open pairings in ``scope``, from west to east."""
    pairings = rows.open_pairings(scope)
    groups, cell = _groups(pairings, NAMES, _CITY), _CITY
    if len(found := tuple(_places(groups))) > DOTS:
        cell = _room_for(found)
        found = tuple(_places(_groups(pairings, NAMES, cell)))
    lines = sorted(_connections(pairings.with_status(scope.today), cell), key=_by_number)
    return Places(
        places=found,
        connections=tuple(sorted(lines[:LINES], key=_by_ends)),
        unplaced=sum(group["unplaced"] for group in groups),
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


def _with_spots(houses: QuerySet[Organization], cell: Decimal) -> Any:
    """Add in which cell each organization is, else its country, else nothing."""
    own = Q(latitude__isnull=False)
    return houses.order_by().annotate(
        **{
            f"at_{name}": Round(
                Round(Case(When(own, then=F(name)), default=F(f"country__{name}")) / Value(cell))
                * Value(cell),
                precision=2,
            )
            for name in ("longitude", "latitude")
        }
    )


def _groups(pairings: PairingQuerySet, names: int | None, cell: Decimal) -> list[dict[str, Any]]:
    """Return the cells with the sides of ``pairings`` there; one is of those without a place.

    A pairing names its sides itself: to ask for the rows of each would ask the wall of all these.
    """
    of_pairings = pairings.order_by().annotate(side=rows.each_of("sides")).values("side")
    return list(
        _with_spots(Organization.objects.filter(pk__one_of=of_pairings), cell)
        .values("at_longitude", "at_latitude")
        .annotate(
            city_name=_Most(NullIf("city", Value(""))),
            country_name=_Most("country__name"),
            number=Count("pk"),
            unplaced=Count("pk", filter=Q(city="")),
            organizations=_first(names, "name"),
        )
        .order_by("at_longitude", "at_latitude")
    )


def _places(groups: Iterable[dict[str, Any]]) -> Iterable[Place]:
    for group in groups:
        if group["at_longitude"] is not None:
            yield Place(
                spot=Spot(group["at_longitude"], group["at_latitude"]),
                name=group["city_name"] or group["country_name"] or "",
                country=group["country_name"] or "",
                organizations=tuple(group["organizations"]),
                is_city=bool(group["city_name"]),
                number=group["number"],
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


# Each table is read once, however many pairings there are.
_BETWEEN = """
WITH seen (id, title, sides, is_quiet) AS MATERIALIZED ({pairings}),
placed AS MATERIALIZED (
    SELECT house.id, concat_ws(' ', longitude, latitude) AS spot
    FROM ({houses}) AS house (id, longitude, latitude)
    WHERE longitude IS NOT NULL AND house.id = ANY (ARRAY(SELECT unnest(sides) FROM seen))
),
paired AS (
    SELECT seen.id, seen.title, seen.is_quiet, array_agg(placed.spot) AS spots
    FROM seen CROSS JOIN LATERAL unnest(seen.sides) AS side JOIN placed ON placed.id = side
    GROUP BY seen.id, seen.title, seen.is_quiet
)
SELECT spots, is_quiet, count(*), (array_agg(DISTINCT title ORDER BY title))[:{titles}]
FROM paired GROUP BY spots, is_quiet
"""


def _connections(pairings: PairingQuerySet, cell: Decimal) -> Iterable[Connection]:
    """Return the lines between places: those of one state between the same two are one."""
    quiet = Case(When(status__in=QUIET, then=Value(1)), default=Value(0))
    seen = pairings.order_by().annotate(is_quiet=quiet)
    found = asked(seen.values_list("pk", "title", "sides", "is_quiet"))
    houses = _with_spots(Organization.objects.all(), cell)
    placed = asked(houses.values_list("pk", "at_longitude", "at_latitude"))
    if found is None or placed is None:
        return ()
    (pairings_sql, own), (houses_sql, others) = found, placed
    with connection.cursor() as cursor:
        sql = _BETWEEN.format(pairings=pairings_sql, houses=houses_sql, titles=TITLES)
        cursor.execute(sql, [*own, *others])
        return _lines(cursor.fetchall())


def _lines(grouped: Iterable[Any]) -> list[Connection]:
    lines: dict[tuple[tuple[Spot, Spot], bool], tuple[set[str], int]] = {}
    for spots, is_quiet, number, titles in grouped:
        ends = sorted({Spot(*map(Decimal, spot.split())) for spot in spots})
        for pair in combinations(ends, 2):
            known, before = lines.get((pair, bool(is_quiet)), (set(), 0))
            lines[pair, bool(is_quiet)] = known | set(titles), before + number
    return [
        Connection(tuple(sorted(titles)[:TITLES]), pair, is_quiet, number)
        for (pair, is_quiet), (titles, number) in lines.items()
    ]
