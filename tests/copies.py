"""A table filled with copies of its newest row, without what triggers bring with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from core.db import as_owner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

# What a column says in the copy of number ``n``: an expression, or the table of another copy.
Said = "Mapping[str, str | type[Model]]"


def fill(worlds: Mapping[type[Model], Said], many: int) -> None:
    """Copy the newest row of each model, which points to the copies that were made before it."""
    last: dict[Any, int] = {}
    for model, columns in worlds.items():
        said = {name: f"{last[of]} + n" if of in last else of for name, of in columns.items()}
        last[model] = _copy(model, said, many)


def _copy(model: type[Model], columns: Mapping[str, Any], many: int) -> int:
    """Return the key to which the number of a copy is added.

    No key of a row that is gone is used again: while anybody works on the server, in whichever
    database, the row lies there still, and who asks for the key looks at both.
    """
    table = model._meta.db_table
    newest = model._default_manager.latest("pk").pk
    with as_owner(), connection.cursor() as cursor:
        last = _take_keys(cursor, table, many)
        values = {
            field.column: columns.get(field.column, f'one."{field.column}"')
            for field in model._meta.concrete_fields
            if not field.generated
        } | {"id": f"{last} + n"}
        names = ", ".join(f'"{name}"' for name in values)
        # What triggers keep on a row is copied with it.
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values.values())}"  # noqa: S608
            f" FROM {table} AS one, generate_series(1, {many}) AS n WHERE one.id = {newest}"
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return last


def _take_keys(cursor: Any, table: str, many: int) -> int:
    """Take the next ``many`` keys of the table, and return the one before the first of them."""
    sequence = f"pg_get_serial_sequence('{table}', 'id')"
    cursor.execute(f"SELECT nextval({sequence})")
    (last,) = cursor.fetchone()
    cursor.execute(f"SELECT setval({sequence}, %s)", [last + many])
    return int(last)
