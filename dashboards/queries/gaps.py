"""Gaps in coverage: who has no pairing, who is silent, what nobody takes up, what ends.

Each is counted as far as lists are, and is the list behind it: both ask the same questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.db import count_each
from core.models import leads_to
from core.pages import MOST
from dashboards.enums import Gap
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from network.enums import InterestKind
from network.models import CooperationArea, Interest, Organization
from network.queries import coverage


@dataclass(frozen=True)
class Found:
    """How many are missing, of how many; both as far as lists are counted."""

    gap: Gap
    number: int
    of: int


@dataclass(frozen=True)
class Wanted:
    """How many organizations look for an area or offer it, and how many of them to no effect.

    ``offered`` are those of the whole network.
    """

    area: CooperationArea
    needs: int
    unmet_needs: int
    offers: int
    unmet_offers: int
    offered: int


def gaps(scope: Scope) -> tuple[Found, ...]:
    """Return the gaps that the scope has, in one statement."""
    wholes = _wholes(scope)
    missing = {gap.value: found for gap, found in missing_rows(scope).items()}
    whole = {f"of {gap.value}": found for gap, found in wholes.items()}
    counts = count_each({**missing, **whole}, up_to=MOST + 1)
    return tuple(Found(gap, counts[gap.value], counts[f"of {gap.value}"]) for gap in Gap)


def missing_rows(scope: Scope) -> dict[Gap, QuerySet[Any]]:
    """Return the rows of each gap."""
    organizations, (user, today) = rows.organizations(scope), (scope.user, scope.today)
    return {
        Gap.UNPAIRED: coverage.unpaired(organizations.institutions(), user),
        Gap.UNANSWERED: coverage.unanswered(organizations, user, today),
        Gap.SILENT: coverage.silent(organizations, user, today),
        Gap.ENDING: rows.signed(scope).ending(today),
        Gap.STALE: coverage.stale(organizations, today),
    }


def _wholes(scope: Scope) -> dict[Gap, QuerySet[Any]]:
    """Return among which rows each gap is looked for."""
    organizations = rows.organizations(scope)
    paired = coverage.paired(organizations, scope.user)
    return {
        Gap.UNPAIRED: organizations.institutions(),
        Gap.UNANSWERED: paired,
        Gap.SILENT: paired,
        Gap.ENDING: rows.signed(scope).in_force(scope.today),
        Gap.STALE: organizations,
    }


def wanted(scope: Scope) -> tuple[Wanted, ...]:
    """Return each area with a need or an offer of today, in two statements."""
    areas = list(_areas(scope))
    asked = {f"{area.pk} {name}": each for area in areas for name, each in _of(area, scope).items()}
    counts = count_each(asked, up_to=MOST + 1)
    names = ("needs", "unmet_needs", "offers", "unmet_offers", "offered")
    every = (
        Wanted(area, **{name: counts[f"{area.pk} {name}"] for name in names}) for area in areas
    )
    return tuple(sorted(every, key=lambda each: -each.unmet_needs))


def _areas(scope: Scope) -> Iterable[CooperationArea]:
    """Return the areas in which somebody of the scope looks for something or offers it."""
    here = Interest.objects.on(scope.today).filter(
        leads_to(rows.organizations(scope), "pk", to="organization")
    )
    areas = CooperationArea.objects.filter(leads_to(here, "area"))
    return areas.filter(pk__in=scope.area.with_parts()) if scope.area else areas


def _of(area: CooperationArea, scope: Scope) -> dict[str, QuerySet[Any]]:
    of = {kind: coverage.interests(kind, area, scope.today) for kind in InterestKind}
    needs, offers = of[InterestKind.NEED], of[InterestKind.OFFER]
    asked = {
        "needs": needs,
        "unmet_needs": coverage.unmet(needs, scope.user),
        "offers": offers,
        "unmet_offers": coverage.unmet(offers, scope.user),
    }
    here = rows.organizations(scope)
    found = {name: coverage.interested(here, each) for name, each in asked.items()}
    everywhere = Organization.objects.visible_to(scope.user)
    return {**found, "offered": coverage.interested(everywhere, offers)}
