"""The rules of visibility as PostgreSQL holds them: made of ``visible_to``, never written twice.

A rule is asked for a reader whose keys are placeholders. What Django makes of it becomes a function
of the database, in which the placeholders are what the connection says of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from accounts.models import User
from audit.queries import has_own_rule
from core.wall import Reader
from network.models import UserScope, concerns_many, scope_of

SCHEMA = "wall"
_USER, _COORDINATED, _OVERSEEN, _ORGANIZATIONS = range(8_000_000_001, 8_000_000_005)
_ASKED = {
    frozenset({_COORDINATED}): "wall.coordinated()",
    frozenset({_COORDINATED, _OVERSEEN}): "wall.countries()",
    frozenset({_OVERSEEN}): "wall.countries()",
    frozenset({_ORGANIZATIONS}): "wall.organizations()",
}
_STRANGER = UserScope()
_MEMBER = UserScope(overseen=frozenset({_OVERSEEN}), organizations=frozenset({_ORGANIZATIONS}))
_COORDINATOR = UserScope(
    coordinated=frozenset({_COORDINATED}),
    overseen=frozenset({_OVERSEEN}),
    organizations=frozenset({_ORGANIZATIONS}),
)
# The readers for whom a rule may say something else.
_KINDS = {
    "stranger": (_STRANGER, False),
    "member": (_MEMBER, False),
    "member of many": (_MEMBER, True),
    "coordinator": (_COORDINATOR, False),
    "coordinator of many": (_COORDINATOR, True),
}
# What has a rule and stands before the wall all the same, and why.
BEFORE = {
    "network.Organization": "the directory is every member's to read (decision 0009)",
    "network.Membership": "roles are read to say who reads, and who answers for a side",
    "network.Account": "a user is named wherever somebody acted; they are read to sign in",
    "notifications.Message": "its rule asks each message by itself; docs/decisions says what waits",
}


def reader_of(user: Any) -> Reader | None:
    """Return whom the database is told of when ``user`` reads; None who sees everything."""
    if not user.is_authenticated or not user.is_active:
        return Reader()
    scope = scope_of(user)
    if scope.is_staff:
        return None
    kind = "stranger"
    if scope.is_member:
        kind = "coordinator" if scope.coordinated else "member"
        kind += " of many" if concerns_many(user) else ""
    return Reader(kind, user.pk, scope.coordinated, scope.countries, scope.organizations)


@dataclass(frozen=True)
class Walled:
    """A table behind the wall; ``whole`` is the field of the record with which a row is seen."""

    model: type[models.Model]
    whole: Any = None

    @property
    def table(self) -> str:
        """The name of the table, and of the function that returns the keys that are seen."""
        return self.model._meta.db_table

    @property
    def policy(self) -> str:
        """The condition of a row: it is in the set of what is seen; who sees many asks of each."""
        column = self.whole.column if self.whole else "id"
        key = f"{connection.ops.quote_name(self.table)}.{connection.ops.quote_name(column)}"
        of = self.whole.related_model._meta.db_table if self.whole else self.table
        return (
            f"CASE WHEN wall.sees_many() THEN wall.is_seen_{of}({key})"
            f" ELSE {key} IN (SELECT wall.{of}()) END"
        )


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


def rules_of(one: Walled) -> dict[str, str]:
    """Return the statement that asks for the keys that each kind of reader may see."""
    if one.whole:
        whole = one.whole.related_model._meta.db_table
        rows = f"SELECT id FROM {one.table} WHERE {one.whole.column} IN (SELECT wall.{whole}())"
        return dict.fromkeys(_KINDS, rows)
    return {kind: _rule(one.model, *said) for kind, said in _KINDS.items()}


def _rule(model: type[models.Model], scope: UserScope, sees_many: bool) -> str:  # noqa: FBT001
    reader = User(pk=_USER, is_active=True)
    reader.__dict__ |= {"_user_scope": scope, "_concerns_many": sees_many, "_perm_cache": set()}
    manager: Any = model._default_manager
    try:
        seen = manager.visible_to(reader).order_by().values("pk").query
        sql, values = seen.sql_with_params()
    except EmptyResultSet:
        return "SELECT NULL::bigint WHERE false"
    with connection.cursor() as cursor:
        return _asked_of_the_reader(cursor.mogrify(sql, values).decode())


def _asked_of_the_reader(sql: str) -> str:
    """Put what the connection says of its reader in the place of the keys."""
    sql = re.sub(r" IN \(([\d, ]+)\)", _set, sql)
    sql = re.sub(rf"\b{_USER}\b", "wall.reader()", sql)
    if left := re.search(r"800000000\d", sql):
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
    for one in walled():
        yield from _functions(one)
    for one in walled():
        yield f"ALTER TABLE {one.table} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY wall ON {one.table} USING ({one.policy})"


_SAID = {
    "kind() RETURNS text": "current_setting('wall.kind', true)",
    "sees_many() RETURNS boolean": "current_setting('wall.kind', true) LIKE '% of many'",
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
}


def _said(one: tuple[str, str]) -> str:
    name, said = one
    return f"CREATE FUNCTION wall.{name} LANGUAGE sql STABLE AS $$SELECT {said}$$"


def _functions(one: Walled) -> Iterator[str]:
    """Yield the functions that tell which keys are seen, and of one whether it is.

    They look at all rows, as their owner may, and keep their plans for the connection.
    """
    rules: dict[str, list[str]] = {}
    for kind, sql in rules_of(one).items():
        rules.setdefault(sql, []).append(kind)
    for name, returns, does in (
        (f"{one.table}()", "SETOF bigint", "RETURN QUERY {}"),
        (
            f"is_seen_{one.table}(asked bigint)",
            "boolean",
            "RETURN EXISTS (SELECT FROM ({}) AS seen (key) WHERE key = asked)",
        ),
    ):
        cases = "".join(
            "WHEN '" + "', '".join(kinds) + "' THEN " + does.format(sql) + "; "
            for sql, kinds in rules.items()
        )
        rest = "NULL; " if "SETOF" in returns else "RETURN false; "
        yield (
            f"CREATE FUNCTION wall.{name} RETURNS {returns} LANGUAGE plpgsql"
            " STABLE SECURITY DEFINER"
            f" SET search_path = public, pg_temp AS $wall$BEGIN CASE wall.kind() {cases}"
            f"ELSE {rest}END CASE; END$wall$"
        )
