"""Many rows written at once, of which no history is kept and nobody is reminded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

from core.db import as_owner

_AT_ONCE = 1_000_000
_WITH_TRIGGERS = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


@contextmanager
def without_triggers() -> Iterator[None]:
    """Write as the owner of the tables, all or nothing; that no trigger runs saves minutes."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WITH_TRIGGERS)
        tables = [name for (name,) in cursor.fetchall()]
        for name in tables:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        yield
        # What waits for the end of the transaction would not let the tables be changed back.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in tables:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def copies(
    model: type[models.Model],
    count: int,
    *,
    source: str = "",
    where: str = "true",
    like: int | None = None,
    **columns: str,
) -> int:
    """Write ``count`` rows like one, numbered n from 1; return the key that n is added to.

    A column says what it says in the first row, or in that with the key ``like``, unless it is
    named; ``source`` is a table with a row for each n.
    """
    table, fields = model._meta.db_table, model._meta.concrete_fields
    names = [field.column for field in fields if not field.generated]
    values = {name: columns.get(name, f'first."{name}"') for name in names}
    if "source_key" in values:
        values["source_key"] = "NULL"
    chosen = "ORDER BY id" if like is None else f"WHERE id = {like}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        last = int(cursor.fetchone()[0])
        values["id"] = f"{last} + n"
        named = ", ".join(map(connection.ops.quote_name, values))
        joined = f" JOIN {source} AS source USING (n)" if source else ""
        for begin in range(1, count + 1, _AT_ONCE):
            cursor.execute(
                f"INSERT INTO {table} ({named}) SELECT {', '.join(values.values())}"
                f" FROM (SELECT * FROM {table} {chosen} LIMIT 1) AS first,"
                f" generate_series({begin}, {min(count, begin + _AT_ONCE - 1)}) AS n{joined}"
                f" WHERE {where}"
            )
            # Else what is to be checked at the end would be remembered row by row.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last + count})")
    return last
