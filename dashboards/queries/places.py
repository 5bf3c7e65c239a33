"""Where the paired institutions are, and between which places a pairing runs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from network.models import Organization
from partnerships.enums import PairingStatus
from partnerships.models import Pairing, PairingParty

QUIET = (PairingStatus.BLOCKED, PairingStatus.OVERDUE, PairingStatus.QUIET)


@dataclass(frozen=True, order=True)
class Spot:
    """A point on the globe, in degrees."""

    longitude: Decimal
    latitude: Decimal


@dataclass(frozen=True)
class Place:
    """A city that is on record, or else the middle of a country."""

    spot: Spot
    name: str
    country: str
    organizations: tuple[str, ...]
    is_city: bool


@dataclass(frozen=True)
class Connection:
    """A pairing between two places."""

    title: str
    ends: tuple[Spot, Spot]
    is_quiet: bool


@dataclass(frozen=True)
class Places:
    """Every place and connection; ``unplaced`` are the organizations without a city."""

    places: tuple[Place, ...]
    connections: tuple[Connection, ...]
    unplaced: tuple[str, ...]


def paired_places(scope: Scope) -> Places:
    """Return the places of the open pairings in ``scope``, from west to east."""
    pairings = list(rows.open_pairings(scope).with_status(scope.today).with_parties())
    parties = [party for pairing in pairings for party in pairing.parties.all()]
    spots = {
        party.organization_id: spot for party in parties if (spot := _spot(party.organization))
    }
    return Places(
        places=tuple(_places(parties, spots)),
        connections=tuple(each for pairing in pairings for each in _connections(pairing, spots)),
        unplaced=tuple(sorted({p.organization.name for p in parties if not p.organization.city})),
    )


def _spot(organization: Organization) -> Spot | None:
    """Return where the organization is, else where its country is, else nothing.

    To about a kilometre: the institutions of a city share their place.
    """
    holder: Any = organization if organization.latitude is not None else organization.country
    if holder is None or holder.latitude is None:
        return None
    return Spot(round(holder.longitude, 2), round(holder.latitude, 2))


def _places(parties: list[PairingParty], spots: dict[int, Spot]) -> list[Place]:
    grouped: dict[Spot, list[Organization]] = {}
    for party in parties:
        if party.organization_id in spots:
            grouped.setdefault(spots[party.organization_id], []).append(party.organization)
    return [_place(spot, group) for spot, group in sorted(grouped.items())]


def _place(spot: Spot, group: list[Organization]) -> Place:
    first = group[0]
    country = first.country.name if first.country else ""
    return Place(
        spot=spot,
        name=first.city or country,
        country=country,
        organizations=tuple(sorted({organization.name for organization in group})),
        is_city=bool(first.city),
    )


def _connections(pairing: Pairing, spots: dict[int, Spot]) -> list[Connection]:
    ends = {spots[p.organization_id] for p in pairing.parties.all() if p.organization_id in spots}
    quiet = pairing.status in QUIET
    return [Connection(pairing.title, pair, quiet) for pair in combinations(sorted(ends), 2)]
