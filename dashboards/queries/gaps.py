"""Gaps in coverage: who has no pairing, who is silent, what nobody takes up, what ends.

Each is counted as far as lists are, and is the list behind it: both ask the same questions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from core.db import count_each
from core.models import leads_to
from core.pages import MOST
from dashboards.enums import Gap
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from network.enums import InterestKind
from network.models import CooperationArea, Interest, Organization
from network.models.interests import InterestQuerySet
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
    """Return each area with a need or an offer of today, in three statements."""
    held = Interest.objects.on(scope.today).order_by()
    if scope.area:
        held = held.filter(area__in=scope.area.with_parts())
    counts = dict(_here(held, scope))
    everywhere = Organization.objects.visible_to(scope.user)
    offers = held.filter(kind=InterestKind.OFFER, area__in=counts)
    offers = offers.filter(leads_to(everywhere, "pk", to="organization"))
    offered = dict(offers.values_list("area").annotate(_organizations()))
    areas = CooperationArea.objects.filter(pk__in=counts)
    every = (Wanted(each, **counts[each.pk], offered=offered.get(each.pk, 0)) for each in areas)
    return tuple(sorted(every, key=lambda each: -each.unmet_needs))


def _here(held: InterestQuerySet, scope: Scope) -> Iterable[tuple[int, dict[str, int]]]:
    """Yield each area in which somebody of the scope is interested, with how many are.

    Each interest is looked at once: to ask for each area and each kind takes longer to write down.
    """
    here = held.filter(leads_to(rows.organizations(scope), "pk", to="organization"))
    of = {f"{kind}s": Q(kind=kind) for kind in InterestKind}
    unmet = {f"unmet_{name}": each & coverage.is_unmet(scope.user) for name, each in of.items()}
    sums = {name: _organizations(each) for name, each in (of | unmet).items()}
    for row in here.values("area").annotate(**sums):
        yield row.pop("area"), row


def _organizations(of: Q | None = None) -> Count:
    return Count("organization", distinct=True, filter=of)
