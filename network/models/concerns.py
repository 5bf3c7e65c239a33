"""Whom a row concerns, and what a user is to it: two lists of keys that overlap or not.

Each row with a rule of its own says whom it concerns in one column, ``concerns``, that the database
keeps by what the facts say (``queries/concerns.py`` of its app). So whether somebody may see it is
asked of the row alone, in the querysets as in the wall, and found by its index.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import ModelT_co, ScopedQuerySet
from network.models.memberships import UserScope, scope_of
from notifications.models import STAFF as WHO_SEES_EVERY_RECORD
from notifications.models import TOGETHER as WHAT_GOES_TOGETHER

KINDS = 16


class Concern(IntEnum):
    """Why somebody may see a row: what they are to it. A key is of one record of one kind."""

    COUNTRY = 0
    HOUSE = 1
    PROGRAMME = 2
    # Who took part, who wrote it down, whose own record it is.
    GUEST = 3
    AUTHOR = 4
    ITSELF = 5
    # Of these there is one each: everybody with a role, coordinators, staff limited to programmes.
    MEMBERS = 6
    COORDINATORS = 7
    LIMITED_STAFF = 8
    # Who may see a digest is asked of all that goes in it; everybody has its key.
    TOGETHER = WHAT_GOES_TOGETHER
    # Of messages, which not even the staff of the network sees without a record.
    STAFF = WHO_SEES_EVERY_RECORD
    # Who coordinates a country, beside those who read what concerns it.
    COORDINATED = 11

    def key(self, of: str = "0") -> str:
        """Return the key as SQL, of the record whose own key is ``of``."""
        return f"{of} * {KINDS} + {self.value}"

    def keys(self, of: Iterable[int] = (0,)) -> list[int]:
        """Return the keys of the records with these keys."""
        return [each * KINDS + self.value for each in of]


def of_kind(key: str, kind: Concern) -> str:
    """Return whether ``key`` is of this kind, as SQL."""
    return f"{key} % {KINDS} = {kind.value}"


def keys(*found: str) -> str:
    """Return the SQL of the list of all keys that are ``found``, each once and in order."""
    every = " UNION ALL ".join(found)
    return (
        f"ARRAY(SELECT DISTINCT key FROM ({every}) AS found (key)"  # noqa: S608 - of our own
        " WHERE key IS NOT NULL ORDER BY key)"
    )


def looked_up(table: str, name: str, key: str) -> str:
    """Return the join to the row of ``table`` with this ``key``, as SQL.

    It is always looked up for each row before it, whatever the database believes of tables that
    have just grown: it may not begin with the whole other table.
    """
    row = f"SELECT * FROM {table} WHERE id = {key} OFFSET 0"  # noqa: S608 - names of our own
    return f"CROSS JOIN LATERAL ({row}) AS {name}"


def of_organization(rows: str, house: str = "house") -> str:
    """Return the question for whom the organizations concern that ``rows`` call ``house``.

    A ministry's focal point also answers for its departments, a college's for its centres.
    """
    mine = (
        Concern.COUNTRY.key(f"{house}.country_id"),
        Concern.HOUSE.key(f"{house}.id"),
        Concern.HOUSE.key(f"{house}.parent_id"),
    )
    return f"SELECT unnest(ARRAY[{', '.join(mine)}]) FROM {rows}"  # noqa: S608 - of our own


def places_of(scope: UserScope) -> list[int]:
    """Return the keys of the countries and houses that are the concern of somebody."""
    return Concern.COUNTRY.keys(scope.countries) + Concern.HOUSE.keys(scope.organizations)


def led_by(user: User | AnonymousUser) -> list[int]:
    """Return the keys of the programmes of ``user``, or of what they wrote down.

    What limited staff wrote down is of one of their programmes, or it is theirs no more.
    """
    programmes = scope_of(user).programmes
    if programmes or not user.is_authenticated:
        return Concern.PROGRAMME.keys(programmes)
    return Concern.AUTHOR.keys([user.pk])


def overseen_by(user: User | AnonymousUser) -> list[int]:
    """Return the keys of what ``user`` is an official for: they see it, and ask."""
    return Concern.COUNTRY.keys(scope_of(user).overseen)


def in_care_of(user: User | AnonymousUser) -> list[int]:
    """Return the keys of what ``user`` leads for the ILO: of a country, or of a programme."""
    scope = scope_of(user)
    return Concern.COUNTRY.keys(scope.coordinated) + Concern.PROGRAMME.keys(scope.programmes)


def answered_by(user: User | AnonymousUser) -> list[int]:
    """Return the keys of the houses for which ``user`` answers."""
    return Concern.HOUSE.keys(scope_of(user).organizations)


def worked_on_by(user: User | AnonymousUser) -> list[int]:
    """Return the keys of that in which ``user`` writes: what they lead, or answer for."""
    return in_care_of(user) + answered_by(user)


def has_all_seen(user: User | AnonymousUser, keys: Iterable[int]) -> bool:
    """Say whether all pairings that ``user`` sees have one of ``keys``."""
    scope = scope_of(user)
    seen = places_of(scope) + Concern.PROGRAMME.keys(scope.programmes)
    return scope.is_staff or set(seen) <= set(keys)


def concerns_of(user: User | AnonymousUser) -> list[int]:
    """Return the keys of what ``user`` is: they see what has one of them."""
    if not user.is_authenticated or not user.is_active:
        return []
    scope = scope_of(user)
    own = places_of(scope) + led_by(user) + Concern.GUEST.keys([user.pk])
    own += Concern.TOGETHER.keys() + Concern.COORDINATED.keys(scope.coordinated)
    if scope.is_staff:
        own += Concern.STAFF.keys()
    if scope.programmes:
        own += Concern.LIMITED_STAFF.keys()
    if scope.coordinated:
        own += Concern.COORDINATORS.keys()
    if scope.is_member:
        own += Concern.MEMBERS.keys() + Concern.ITSELF.keys([user.pk])
    return sorted(own)


def whom_it_concerns() -> ArrayField[Any, Any]:
    """Return the column that says it."""
    return ArrayField(
        models.BigIntegerField(), verbose_name=_("whom it concerns"), default=list, editable=False
    )


def concerns_index(name: str, column: str = "concerns") -> GinIndex:
    """Return the index that finds the rows of who sees few.

    Nothing waits to be sorted into it: every look would read what waits.
    """
    return GinIndex(fields=[column], name=name, fastupdate=False)


class ConcerningQuerySet(ScopedQuerySet[ModelT_co]):
    """A queryset of rows that say whom they concern; ``shown_to`` is what the wall asks of them."""

    shown_to: ClassVar = "concerns"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the rows that concern ``user``; all for the project staff of the network."""
        return self.all() if scope_of(user).is_staff else self.concerning_any(concerns_of(user))

    def concerning_any(self, keys: Iterable[int]) -> Self:
        """Return the rows that have one of ``keys``; of none nothing is asked."""
        return self.filter(concerns__overlap=found) if (found := list(keys)) else self.none()

    def concerning_none(self, keys: Iterable[int]) -> Self:
        """Return the rows that have none of ``keys``."""
        return self.exclude(concerns__overlap=found) if (found := list(keys)) else self
