"""Where the paired institutions are: dots and lines for a map of land without boundaries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

from dashboards.queries.numbers import listed
from partnerships.enums import PairingStatus
from partnerships.models import Pairing, PairingParty

if TYPE_CHECKING:
    from decimal import Decimal

    from dashboards.queries.scope import Scope

QUIET = (PairingStatus.OVERDUE, PairingStatus.QUIET)


@dataclass(frozen=True)
class Place:
    """A dot: a city that is on record, or else the middle of a country."""

    name: str
    country: str
    x: float
    y: float
    organizations: tuple[str, ...]
    is_city: bool
    label_left: bool


@dataclass(frozen=True)
class Line:
    """A pairing between two dots, as the path of an arc."""

    path: str
    title: str
    is_quiet: bool


@dataclass(frozen=True)
class Map:
    """The picture: land, lines, dots, and how many dots are only the middle of a country."""

    view_box: str
    land: str
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    unplaced: tuple[str, ...]


def network_map(scope: Scope) -> Map | None:
    """Return the map of the open pairings in ``scope``; none without pairings or land."""
    land = _land()
    found = listed(scope, "pairings", {"open": "1", **scope.place()}).rows
    pairings = list(
        Pairing.objects.filter(pk__in=found.order_by().values("pk"))
        .with_status(scope.today)
        .with_parties()
    )
    if land is None or not pairings:
        return None
    return _draw(land, pairings)


def _draw(land: dict[str, Any], pairings: list[Pairing]) -> Map:
    parties = [party for pairing in pairings for party in pairing.parties.all()]
    spots = {party.organization_id: spot for party in parties if (spot := _spot(land, party))}
    return Map(
        view_box=land["viewBox"],
        land=land["path"],
        places=tuple(_places(land, parties, spots)),
        lines=tuple(line for pairing in pairings for line in _lines(pairing, spots)),
        unplaced=tuple(sorted({p.organization.name for p in parties if not p.organization.city})),
    )


def _spot(land: dict[str, Any], party: PairingParty) -> tuple[float, float] | None:
    """Return x and y of the organization, else of its country, else nothing."""
    organization = party.organization
    holder: Any = organization if organization.latitude is not None else organization.country
    if holder is None or holder.latitude is None:
        return None
    return _project(land["projection"], holder.longitude, holder.latitude)


def _project(numbers: dict[str, float], lon: Decimal, lat: Decimal) -> tuple[float, float]:
    x = (float(lon) - numbers["lon0"]) * numbers["kx"]
    y = (numbers["lat0"] - float(lat)) * numbers["ky"]
    return round(x, 1), round(y, 1)


def _places(
    land: dict[str, Any], parties: list[PairingParty], spots: dict[int, tuple[float, float]]
) -> list[Place]:
    left, _top, width, _height = map(float, land["viewBox"].split())
    grouped: dict[tuple[float, float], list[PairingParty]] = {}
    for party in parties:
        if party.organization_id in spots:
            grouped.setdefault(spots[party.organization_id], []).append(party)
    return [
        _place(spot, group, label_left=spot[0] > left + 0.6 * width)
        for spot, group in sorted(grouped.items())
    ]


def _place(spot: tuple[float, float], group: list[PairingParty], *, label_left: bool) -> Place:
    first = group[0].organization
    country = first.country.name if first.country else ""
    return Place(
        name=first.city or country,
        country=country,
        x=spot[0],
        y=spot[1],
        organizations=tuple(sorted({party.organization.name for party in group})),
        is_city=bool(first.city),
        label_left=label_left,
    )


def _lines(pairing: Pairing, spots: dict[int, tuple[float, float]]) -> list[Line]:
    ends = {spots[p.organization_id] for p in pairing.parties.all() if p.organization_id in spots}
    quiet = pairing.status in QUIET
    return [
        Line(_arc(start, end), pairing.title, quiet) for start, end in combinations(sorted(ends), 2)
    ]


def _arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a gently bent line, so that two lines between neighbours do not cover each other."""
    (x1, y1), (x2, y2) = start, end
    bend_x = (x1 + x2) / 2 + (y2 - y1) * 0.15
    bend_y = (y1 + y2) / 2 - (x2 - x1) * 0.15
    return f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2} {y2}"


@cache
def _land() -> dict[str, Any] | None:
    """Read the silhouette that the front-end build makes."""
    path = finders.find("land.json")
    if path is None:
        return None
    with Path(path).open(encoding="utf-8") as file:
        land: dict[str, Any] = json.load(file)
    return land
