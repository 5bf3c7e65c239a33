"""The rules of visibility as PostgreSQL holds them: made of ``visible_to``, never written twice.

A rule is asked for a reader whose keys are placeholders. What Django makes of it becomes a function
of the database, in which the placeholders are what the connection says of its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from accounts.models import User
from audit.queries import has_own_rule
from core.wall import NOBODY, OF_MANY, Reader
from network.models import UserScope, concerns_many, scope_of

SCHEMA = "wall"
_USER, _COORDINATED, _OVERSEEN, _ORGANIZATIONS, _PROGRAMMES = range(8_000_000_001, 8_000_000_006)
_ASKED = {
    frozenset({_COORDINATED}): "wall.coordinated()",
    frozenset({_COORDINATED, _OVERSEEN}): "wall.countries()",
    frozenset({_OVERSEEN}): "wall.countries()",
    frozenset({_ORGANIZATIONS}): "wall.organizations()",
    frozenset({_PROGRAMMES}): "wall.programmes()",
}
# So many keys are kept until the next moment, as text: a megabyte of the memory of a connection.
_MOST_KEPT = 150_000
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
# Whoever is named in a row is seen by who sees that row: a page tells who else was at a meeting.
_NAMED = "network.Person"
# What has a rule and stands before the wall all the same, and why.
BEFORE = {
    "network.Organization": "the directory is every member's to read (decision 0009)",
    "network.Membership": "roles are read to say who reads, and who answers for a side",
    "network.Account": "a user is named wherever somebody acted; they are read to sign in",
    "dashboards.Tally": "sums of a country without a name; each is asked by the key of its reader",
    "notifications.Message": "its rule asks each message by itself; docs/decisions says what waits",
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
        sees_many=concerns_many(user),
        user=user.pk,
        coordinated=scope.coordinated,
        countries=scope.countries,
        organizations=scope.organizations,
        programmes=scope.programmes,
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
        """The name of the table, and of the function that returns the keys that are seen."""
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column by which it is asked whether a row is seen."""
        column = self.whole.column if self.whole else "id"
        return f"{self.table}.{column}"

    @property
    def of(self) -> str:
        """The table whose rule says so."""
        whole = self.whole.related_model if self.whole else self.model
        return str(whole._meta.db_table)

    @property
    def policy(self) -> str:
        """The condition of a row: it is in the set of what is seen; who sees many asks of each."""
        seen = (
            f"CASE WHEN wall.sees_many() THEN wall.is_seen_{self.of}({self.key})"
            f" ELSE {self.key} IN (SELECT wall.{self.of}()) END"
        )
        # All project staff see everybody: no set of all people is made for them.
        return f"wall.kind() = 'programme' OR {seen}" if self.is_of_somebody else seen

    @property
    def is_of_somebody(self) -> bool:
        """Whether it is of somebody: who is named in a row is seen by who sees that row.

        Their positions with them, or they would seem to hold none to a rule that asks for it.
        """
        whole = self.whole.related_model if self.whole else self.model
        return str(whole._meta.label) == _NAMED


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


def _rules(one: Walled, *, one_by_one: bool) -> dict[str, str]:
    """Return the statement that asks for the keys that each kind of reader may see."""
    if one.whole:
        seen = f"wall.is_seen_{one.of}({one.key})" if one_by_one else _is_in_set(one)
        return dict.fromkeys(_KINDS, f"SELECT id FROM {one.table} WHERE {seen}")
    return {kind: _rule(one.model, scope, one_by_one) for kind, scope in _KINDS.items()}


def _is_in_set(one: Walled) -> str:
    # Not "in": PostgreSQL would guess a thousand keys, and read the table for them.
    return f"{one.key} = ANY(ARRAY(SELECT wall.{one.of}()))"


def _rule(model: type[models.Model], scope: UserScope, one_by_one: bool) -> str:  # noqa: FBT001
    reader = User(pk=_USER, is_active=True)
    reader.__dict__ |= {"_user_scope": scope, "_concerns_many": one_by_one, "_perm_cache": set()}
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
    tables = walled()
    for one in tables:
        yield from _functions(one)
    yield from _names(tables)
    for one in tables:
        yield f"ALTER TABLE {one.table} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY wall ON {one.table} USING ({one.policy})"


_SAID = {
    "kind() RETURNS text": "current_setting('wall.kind', true)",
    "sees_many() RETURNS boolean": "current_setting('wall.many', true) = 'True'",
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
}


def _said(one: tuple[str, str]) -> str:
    name, said = one
    return f"CREATE FUNCTION wall.{name} LANGUAGE sql STABLE AS $$SELECT {said}$$"


def _functions(one: Walled) -> Iterator[str]:
    """Yield the functions that tell which keys are seen, and of one whether it is.

    They look at all rows, as their owner may, and keep their plans for the connection.
    """
    more = " UNION SELECT wall.named()" if one.is_of_somebody and not one.whole else ""
    rules = _rules(one, one_by_one=False)
    keys = {kind: f"seen := ARRAY({sql}{more})" for kind, sql in rules.items()}
    counted = {f"{kind}{OF_MANY}": does for kind, does in keys.items()}
    gathers = f"CASE wall.kind() {_cases(keys)} {_cases(counted)} ELSE RETURN; END CASE"
    yield _function(f"{one.table}() RETURNS SETOF bigint", _kept(one.table, gathers), _KEEPS)
    more = " OR wall.is_named(asked)" if more else ""
    asks = {
        kind: f"RETURN EXISTS (SELECT FROM ({sql}) AS seen (key) WHERE key = asked){more}"
        for kind, sql in _rules(one, one_by_one=True).items()
    }
    yield _function(
        f"is_seen_{one.table}{_OF_EACH}",
        f"CASE wall.kind() {_cases(asks)} ELSE RETURN false; END CASE",
    )


def _cases(acts: dict[str, str]) -> str:
    """Return what is done for each kind; what is the same for several has one plan."""
    kinds: dict[str, list[str]] = {}
    for kind, does in acts.items():
        kinds.setdefault(does, []).append(f"'{kind}'")
    return " ".join(f"WHEN {', '.join(of)} THEN {does};" for does, of in kinds.items())


# What it costs is said, or PostgreSQL would ask it of whole tables.
_OF_EACH = "(asked bigint) RETURNS boolean COST 1000"
_KEEPS = "DECLARE kept text; moment text; seen bigint[]; "


def _kept(name: str, gathers: str) -> str:
    """Return what tells the keys that were gathered at this moment, or gathers them and keeps them.

    They stay on the connection, where nobody else asks for them: a moment has one reader.
    """
    return (
        f"kept := current_setting('wall.kept_{name}', true);"
        " moment := nullif(current_setting('wall.moment', true), '');"
        " IF starts_with(kept, moment) THEN seen := substr(kept, length(moment) + 1)::bigint[];"
        f" ELSE {gathers}; IF moment IS NOT NULL AND cardinality(seen) < {_MOST_KEPT} THEN"
        f" PERFORM set_config('wall.kept_{name}', moment || seen::text, false); END IF; END IF;"
        " RETURN QUERY SELECT unnest(seen)"
    )


def _names(tables: Iterable[Walled]) -> Iterator[str]:
    """Yield the functions that tell whom the rows name that the reader sees."""
    found = [
        (one, field.column)
        for one in tables
        for field in one.model._meta.concrete_fields
        if not one.is_of_somebody and _names_somebody(field)
    ]
    all_of = (f"SELECT {column} FROM {one.table} WHERE {_is_in_set(one)}" for one, column in found)
    yield _function("named() RETURNS SETOF bigint", f"RETURN QUERY {' UNION '.join(all_of)}")
    each = (
        f"EXISTS (SELECT FROM {one.table} WHERE {column} = asked"
        f" AND wall.is_seen_{one.of}({one.key}))"
        for one, column in found
    )
    yield _function(f"is_named{_OF_EACH}", f"RETURN {' OR '.join(each)}")


def _names_somebody(field: Any) -> bool:
    to = field.related_model
    return to is not None and to._meta.label == _NAMED


def _function(says: str, does: str, declares: str = "") -> str:
    return (
        f"CREATE FUNCTION wall.{says} LANGUAGE plpgsql STABLE SECURITY DEFINER"
        " SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan"
        f" AS $wall${declares}BEGIN {does}; END$wall$"
    )
