"""The rules of visibility as PostgreSQL holds them: made of ``visible_to``, never written twice.

What says whom it concerns is seen by whom it concerns, and what belongs to a record with that
record. Any other rule is asked for a reader whose keys are placeholders: what Django makes of it
becomes a function, in which the placeholders are what the connection says of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import models

from accounts.models import User
from audit.queries import has_own_rule
from core.db import written_out
from core.wall import NOBODY, Reader
from network.models import UserScope, scope_of
from network.models.concerns import concerns_of

SCHEMA = "wall"
_USER, _COORDINATED, _OVERSEEN, _ORGANIZATIONS, _PROGRAMMES = range(8_000_000_001, 8_000_000_006)
_ASKED = {
    frozenset({_COORDINATED}): "wall.coordinated()",
    frozenset({_COORDINATED, _OVERSEEN}): "wall.countries()",
    frozenset({_OVERSEEN}): "wall.countries()",
    frozenset({_ORGANIZATIONS}): "wall.organizations()",
    frozenset({_PROGRAMMES}): "wall.programmes()",
}
_STRANGER = UserScope()
_MEMBER = UserScope(overseen=frozenset({_OVERSEEN}), organizations=frozenset({_ORGANIZATIONS}))
_COORDINATOR = replace(_MEMBER, coordinated=frozenset({_COORDINATED}))
# Whatever else somebody of a programme is: they see no less than a coordinator.
_OF_PROGRAMMES = replace(_COORDINATOR, programmes=frozenset({_PROGRAMMES}))
# The readers for whom a rule may say something else.
_KINDS = {
    "stranger": _STRANGER,
    "member": _MEMBER,
    "coordinator": _COORDINATOR,
    "programme": _OF_PROGRAMMES,
}
# What has a rule and stands before the wall all the same, and why.
BEFORE = {
    "network.Organization": "the directory is every member's to read (decision 0009)",
    "network.Membership": "roles are read to say who reads, and who answers for a side",
    "network.Account": "a user is named wherever somebody acted; they are read to sign in",
    "dashboards.Tally": "sums of a country without a name; each is asked by the key of its reader",
}


def reader_of(user: Any) -> Reader | None:
    """Return whom the database is told of when ``user`` reads; None who sees everything."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    scope = scope_of(user)
    if scope.is_staff:
        return None
    return Reader(
        _kind(scope),
        user=user.pk,
        coordinated=scope.coordinated,
        countries=scope.countries,
        organizations=scope.organizations,
        programmes=scope.programmes,
        concerns=tuple(concerns_of(user)),
    )


def _kind(scope: UserScope) -> str:
    if not scope.is_member:
        return "stranger"
    if scope.programmes:
        return "programme"
    return "coordinator" if scope.coordinated else "member"


@dataclass(frozen=True)
class Walled:
    """A table behind the wall; ``whole`` is the field of the record with which a row is seen."""

    model: type[models.Model]
    whole: Any = None

    @property
    def table(self) -> str:
        """The name of the table."""
        return self.model._meta.db_table

    @property
    def says(self) -> str:
        """The column in which each row says to whom it is shown, if there is one.

        Whoever is named in a row is shown to who sees that row: a page tells who else was at a
        meeting. Their positions with them, or they would seem to hold none to a rule that asks.
        """
        rows: Any = self.model._default_manager.all()
        return getattr(rows, "shown_to", "")

    @property
    def asked_by_rule(self) -> str:
        """The condition of the rows of which the list says who may see them at most.

        These are few, and their rule is asked as well: a digest is seen by who sees all its items.
        """
        rows: Any = self.model._default_manager.all()
        return getattr(rows, "asked_by_rule", "")

    @property
    def policy(self) -> str:
        """The condition of a row, asked of it alone or of the record to which it belongs.

        Not EXISTS: PostgreSQL may gather all records before it looks at the first row.
        """
        if self.whole:
            of = self.whole.related_model._meta.db_table
            return f"(SELECT true FROM {of} WHERE {of}.id = {self.table}.{self.whole.column})"
        asked = f"wall.is_seen_{self.table}({self.table}.id)"
        if not self.says:
            return asked
        listed = f"{self.table}.{self.says} && wall.concerns()"
        if not self.asked_by_rule:
            return listed
        return f"{listed} AND CASE WHEN {self.asked_by_rule} THEN {asked} ELSE true END"


def walled() -> list[Walled]:
    """Return the tables behind the wall: what has a rule, and what goes with such a record."""
    everything = [model for model in apps.get_models() if model._meta.label not in BEFORE]
    found = {
        model: Walled(model)
        for model in everything
        if has_own_rule(type(model._default_manager.all()))
    }
    while parts := [part for part in map(_part_of(found), everything) if part]:
        found |= {part.model: part for part in parts}
    return list(found.values())


def _part_of(found: dict[type[models.Model], Walled]) -> Any:
    def part(model: type[models.Model]) -> Walled | None:
        if model in found:
            return None
        whole = _whole(model, found)
        return Walled(model, whole) if whole else None

    return part


def _whole(model: type[models.Model], found: Any) -> Any:
    """Return the field that names the record behind the wall to which a row belongs."""
    said = getattr(type(model._default_manager.all()), "whole", None)
    for field in model._meta.concrete_fields:
        goes_along = getattr(field.remote_field, "on_delete", None) is models.CASCADE
        belongs = field.name == said or (not said and goes_along and not field.null)
        if belongs and field.related_model in found:
            return field
    return None


def _rule(model: type[models.Model], scope: UserScope) -> str:
    """Return the statement that asks for the keys that a kind of reader may see."""
    reader = User(pk=_USER, is_active=True)
    reader.__dict__ |= {"_user_scope": scope, "_perm_cache": set()}
    manager: Any = model._default_manager
    try:
        asked = written_out(manager.visible_to(reader).order_by().values("pk"))
    except EmptyResultSet:
        return "SELECT NULL::bigint WHERE false"
    return _asked_of_the_reader(asked.replace(f"ARRAY{concerns_of(reader)}", "wall.concerns()"))


def _asked_of_the_reader(sql: str) -> str:
    """Put what the connection says of its reader in the place of the keys."""
    sql = re.sub(r" IN \(([\d, ]+)\)", _set, sql)
    sql = re.sub(rf"\b{_USER}\b", "wall.reader()", sql)
    if left := re.search(r"8000000\d{3}|ARRAY\[\d", sql):
        raise ValueError(f"A rule asks something of its reader that the wall does not know: {left}")
    return sql


def _set(keys: re.Match[str]) -> str:
    asked = _ASKED.get(frozenset(map(int, keys[1].split(", "))))
    return f" = ANY({asked})" if asked else keys[0]


def statements() -> Iterator[str]:
    """Yield what builds the wall where there is none."""
    yield f"CREATE SCHEMA {SCHEMA}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC"
    yield from map(_said, _SAID.items())
    tables = walled()
    for one in tables:
        if not (one.whole or one.says) or one.asked_by_rule:
            yield _asks(one)
    for one in tables:
        yield f"ALTER TABLE {one.table} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY wall ON {one.table} USING ({one.policy})"


_SAID = {
    "kind() RETURNS text": "current_setting('wall.kind', true)",
    "reader() RETURNS bigint": "nullif(current_setting('wall.reader', true), '')::bigint",
    "coordinated() RETURNS bigint[]": (
        "nullif(current_setting('wall.coordinated', true), '')::bigint[]"
    ),
    "countries() RETURNS bigint[]": (
        "nullif(current_setting('wall.countries', true), '')::bigint[]"
    ),
    "organizations() RETURNS bigint[]": (
        "nullif(current_setting('wall.organizations', true), '')::bigint[]"
    ),
    "programmes() RETURNS bigint[]": (
        "nullif(current_setting('wall.programmes', true), '')::bigint[]"
    ),
    "concerns() RETURNS bigint[]": "nullif(current_setting('wall.concerns', true), '')::bigint[]",
}


def _said(one: tuple[str, str]) -> str:
    name, said = one
    return f"CREATE FUNCTION wall.{name} LANGUAGE sql STABLE AS $$SELECT {said}$$"


# What it costs is said, or PostgreSQL would ask it before what costs less.
_OF_EACH = "(asked bigint) RETURNS boolean COST 1000"


def _asks(one: Walled) -> str:
    """Return the function that tells of a row whether it is seen; it looks past the wall."""
    cases = " ".join(
        f"WHEN '{kind}' THEN RETURN EXISTS"
        f" (SELECT FROM ({_rule(one.model, scope)}) AS seen (key) WHERE key = asked);"
        for kind, scope in _KINDS.items()
    )
    does = f"CASE wall.kind() {cases} ELSE RETURN false; END CASE"
    return _function(f"is_seen_{one.table}{_OF_EACH}", does, "SECURITY DEFINER")


def _function(says: str, does: str, looks: str = "") -> str:
    return (
        f"CREATE FUNCTION wall.{says} LANGUAGE plpgsql STABLE {looks}"
        " SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan"
        f" AS $wall$BEGIN {does}; END$wall$"
    )
