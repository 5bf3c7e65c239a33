"""A country beside the network: what the directory says of both, which every member may read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from core.db import count_each
from core.pages import MOST
from dashboards.queries.scope import Scope
from network.enums import InterestKind
from network.models import Country, Interest, Organization, OrganizationKind, scope_of


@dataclass(frozen=True)
class Beside:
    """How many organizations there are in a country and in the network, as far as they are counted.

    They are of one ``kind``, or all of them, or those that look for a partner.
    """

    own: int
    network: int
    kind: OrganizationKind | None = None
    is_looking: bool = False


def network_of(scope: Scope) -> Scope | None:
    """Return the whole network as the reader sees it; None to whom a sum of it tells of others.

    With few countries in the network what one has is what the network has without the others.
    """
    return replace(scope, country=None) if scope_of(scope.user).is_staff else None


def directory(scope: Scope, country: Country) -> list[Beside]:
    """Return all organizations, those of each kind that there is, those that look for a partner.

    One statement counts all of them, none further than lists are counted.
    """
    everybody = Organization.objects.visible_to(scope.user)
    needs = Interest.objects.filter(kind=InterestKind.NEED)
    kinds = list(OrganizationKind.objects.all())
    asked: list[tuple[Beside, Any]] = [
        (Beside(0, 0), everybody),
        *((Beside(0, 0, kind), everybody.filter(kind=kind)) for kind in kinds),
        (Beside(0, 0, is_looking=True), everybody.filter(pk__in=needs.values("organization"))),
    ]
    rows = {f"network {place}": found for place, (_line, found) in enumerate(asked)}
    rows |= {
        f"own {place}": found.filter(country=country) for place, (_line, found) in enumerate(asked)
    }
    counts = count_each(rows, up_to=MOST + 1)
    return [
        Beside(counts[f"own {place}"], counts[f"network {place}"], line.kind, line.is_looking)
        for place, (line, _found) in enumerate(asked)
        if counts[f"network {place}"]
    ]
