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
    Case,
    CharField,
    Count,
    F,
    Func,
    Min,
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
    """Every place and connection; ``unplaced`` is how many organizations have no city."""

    places: tuple[Place, ...]
    connections: tuple[Connection, ...]
    unplaced: int


def paired_places(scope: Scope, *, names: int | None = NAMES) -> Places:
    """Return the places of the open pairings in ``scope``, from west to east."""
    pairings = rows.open_pairings(scope)
    parties = _with_spots(PairingParty.objects.filter(pairing__in=pairings.order_by()))
    without = parties.filter(organization__city="")
    return Places(
        places=tuple(_places(parties, names)),
        connections=_connections(pairings.with_status(scope.today)),
        unplaced=without.aggregate(number=Count("organization", distinct=True))["number"],
    )


def _with_spots(parties: QuerySet[PairingParty]) -> Any:
    """Add where each organization is, else where its country is, else nothing.

    To about a kilometre: the institutions of a city share their place.
    """
    own = Q(organization__latitude__isnull=False)
    return parties.order_by().annotate(
        **{
            name: Round(
                Case(
                    When(own, then=F(f"organization__{name}")),
                    default=F(f"organization__country__{name}"),
                ),
                precision=2,
            )
            for name in ("longitude", "latitude")
        }
    )


def _places(parties: Any, names: int | None) -> Iterable[Place]:
    found = (
        parties.filter(longitude__isnull=False)
        .values("longitude", "latitude")
        .annotate(
            city=Min(NullIf("organization__city", Value(""))),
            country_name=Min("organization__country__name"),
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


def _first(number: int | None, field: str) -> Func | ArrayAgg:
    """Return the first of what stands in ``field``, each once, in order; all without a number."""
    everything = ArrayAgg(field, distinct=True, order_by=field)
    if number is None:
        return everything
    return Func(everything, template=f"(%(expressions)s)[:{number}]")


def _connections(pairings: PairingQuerySet) -> tuple[Connection, ...]:
    """Return the lines between places: those of one state between the same two are one."""
    spots = _with_spots(PairingParty.objects.filter(pairing=OuterRef("pk")))
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
    return tuple(_lines(grouped))


def _lines(grouped: Iterable[dict[str, Any]]) -> Iterable[Connection]:
    lines: dict[tuple[tuple[Spot, Spot], bool], tuple[set[str], int]] = {}
    for row in grouped:
        ends = sorted(Spot(*map(Decimal, spot.split())) for spot in row["spots"])
        for pair in combinations(ends, 2):
            key = pair, bool(row["is_quiet"])
            titles, number = lines.get(key, (set(), 0))
            lines[key] = titles | set(row["titles"]), number + row["number"]
    for (pair, is_quiet), (titles, number) in sorted(lines.items()):
        yield Connection(tuple(sorted(titles)[:TITLES]), pair, is_quiet, number)
