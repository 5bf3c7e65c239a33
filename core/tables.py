"""How tables are made, and what the code declares on them.

After each step of a migration Django makes the classes of all records anew that are connected with
the changed one, and here nearly all are. For the tables that an empty database gets at first this
was nine tenths of the work, so they are made at once.

Functions and triggers that are made of declarations stand in no migration: they are said once, and
installed after each ``migrate`` when they say something else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

_FUNCTIONS = """
SELECT oid::regprocedure::text, obj_description(oid, 'pg_proc'),
    (SELECT count(*) FROM pg_trigger WHERE tgfoid = pg_proc.oid) FROM pg_proc
WHERE starts_with(proname, %s) AND pronamespace = 'public'::regnamespace
"""


class AtOnce(Operation):
    """Do ``operations`` as one: each sees the tables as they are when all are made.

    So they only make what was not there: tables with all their columns, in any order, and what
    stands on them.
    """

    reversible = False
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return what a migration writes."""
        return type(self).__name__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Say what there is then; the classes are made when they are asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, *states: ProjectState) -> None:
        """Make everything."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, *states)

    def describe(self) -> str:
        """Say it in a line."""
        return f"Make {len(self.operations)} tables and triggers"


@transaction.atomic
def install(name: str, sql: str, *, on: Collection[str]) -> bool:
    """Run ``sql``, which makes the functions whose names begin with ``name``, and their triggers.

    What it made stays while it says the same and nothing of it is lost; else all goes that it had
    made. Nothing happens before the tables ``on`` are there. Return whether anything was made.
    """
    if not set(on).issubset(connection.introspection.table_names()):
        return False
    found = _found(name)
    if {comment for _function, comment, _triggers in found} == {_mark(sql, found)}:
        return False
    with connection.cursor() as cursor:
        for function, *_rest in found:
            cursor.execute(f"DROP FUNCTION {function} CASCADE")
        cursor.execute(sql)
        found = _found(name)
        for function, *_rest in found:
            cursor.execute(f"COMMENT ON FUNCTION {function} IS '{_mark(sql, found)}'")
    return True


def are_of_this_version() -> bool:
    """Say whether every migration was done: nobody has gone back, or stopped on the way."""
    return _last_migrations() <= set(MigrationRecorder(connection).applied_migrations())


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    """Read them once a process: what the code says does not change under it."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _found(name: str) -> list[tuple[str, str, int]]:
    """Return each function with its comment, and how many triggers call it."""
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTIONS, [name])
        return [(function, comment, triggers) for function, comment, triggers in cursor.fetchall()]


def _mark(sql: str, found: list[tuple[str, str, int]]) -> str:
    """Return what stands on each function: what made it, and how many there are with triggers."""
    triggers = sum(each for *_rest, each in found)
    return f"{sha256(sql.encode()).hexdigest()} {len(found)} {triggers}"
