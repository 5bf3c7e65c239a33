"""Questions about what was asked and remarked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from network.enums import Role
from network.models import Country, UserScope, scope_of
from partnerships.models import Comment, Pairing
from partnerships.models.comments import CommentQuerySet

# What a line about a comment shows of other records.
DETAILS = (
    *("pairing", "commitment__area", "progress_update", "author", "submitted_by", "country"),
    *("answer__author", "answer__submitted_by", "answer__country"),
)
SHOWN = 5


@dataclass(frozen=True)
class Thread:
    """What is shown of what was asked and remarked, and whether there is more."""

    comments: tuple[Comment, ...]
    has_more: bool


def thread(comments: CommentQuerySet) -> Thread:
    """Return the first of ``comments``, open questions before all."""
    found = tuple(comments.as_thread().select_related(*DETAILS)[: SHOWN + 1])
    return Thread(found[:SHOWN], len(found) > SHOWN)


def capacity_of(user: User, pairing: Pairing) -> tuple[Role, Country | None]:
    """Return as what ``user`` writes about a pairing: their role, and the country that it is for.

    Who has several roles writes as the ILO first, then for a ministry.
    """
    scope = scope_of(user)
    sides = [each.organization.country for each in pairing.parties.select_related(_COUNTRY)]
    if scope.is_staff or pairing.programme_id in scope.programmes:
        return Role.STAFF, None
    for role, countries in _of_countries(scope):
        for country in sides:
            if country is not None and country.pk in countries:
                return role, country
    return Role.FOCAL_POINT, None


_COUNTRY = "organization__country"


def _of_countries(scope: UserScope) -> tuple[tuple[Role, Collection[int]], ...]:
    return (Role.COORDINATOR, scope.coordinated), (Role.OFFICIAL, scope.overseen)
