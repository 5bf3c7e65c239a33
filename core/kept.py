"""Columns that the database keeps on a row, by what facts in other tables say.

The facts are said once, as a question. Triggers ask it again of the rows that a change concerns,
``manage.py figures`` asks it of all (decision 0053).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from core import tables, triggers


@dataclass(frozen=True)
class Kept:
    """The ``columns`` of ``model`` that triggers keep, all of whose names begin with ``name``.

    ``facts`` returns a statement without a condition: of each row its key, and what the columns
    should be. ``rules`` say which changes make ``name_anew`` ask them again, and of which rows;
    ``functions`` are those that some rules call instead, where less than that is enough.

    ``is_aside`` says that nothing else depends on these columns: when they alone are written the
    triggers of the table, which are many on some, are not called.
    """

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    facts: Callable[[], str]
    rules: tuple[triggers.Rule, ...]
    functions: str = ""
    is_aside: bool = False

    @property
    def table(self) -> str:
        """The table with the columns."""
        return self.model._meta.db_table

    def install(self) -> str:
        """Return the SQL that makes the functions and triggers."""
        types = {each.column: each.db_type(connection) for each in self.model._meta.concrete_fields}
        said = ", ".join(f"{name} {types[name]}" for name in ("id", *self.columns))
        keep = self._keep(f"{self.name}_said(ids) AS said ({said})")
        named = {
            "name": self.name,
            "table": self.table,
            "facts": f"{self.facts()} WHERE {self.table}.id = ANY (ids)",
            "keep": triggers.aside(self.table, keep) if self.is_aside else f"{keep};",
        }
        return triggers.install(self.name, _ANEW % named + self.functions, self.rules)

    @transaction.atomic
    def see_to_triggers(self) -> None:
        """Make the triggers if they are to say something else, and keep what they say from now."""
        on = {self.table, *(rule.table for rule in self.rules)}
        if self._has_columns() and tables.install(f"{self.name}_", self.install(), on=on):
            self.rebuild()

    def rebuild(self) -> int:
        """Keep what the facts say now; return how many rows said something else."""
        said = f"WITH said (id, {', '.join(self.columns)}) AS MATERIALIZED ({self.facts()})"
        with _looking_up() as cursor:
            cursor.execute(f"{said} {self._keep('said')}")
            return int(cursor.rowcount)

    def keep_again(self, rows: models.QuerySet[Any]) -> None:
        """Keep anew what the facts say of ``rows``, which were written while these may change."""
        found, values = rows.order_by().values("pk").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {self.name}_anew(ARRAY({found}))", values)

    def differences(self) -> Iterator[str]:
        """Yield what a row says of itself and the facts do not."""
        stands, said = self._named("stands"), self._named("said")
        with _looking_up() as cursor:
            cursor.execute(
                f"WITH said (id, {', '.join(self.columns)}) AS ({self.facts()})"
                f" SELECT said.id, {stands}, {said} FROM said JOIN {self.table} AS stands"
                f" ON stands.id = said.id WHERE ROW({stands}) IS DISTINCT FROM ROW({said})"
                " ORDER BY said.id"
            )
            found = cursor.fetchall()
        for key, *values in found:
            yield from self._told(key, values)

    def _told(self, key: int, values: list[Any]) -> Iterator[str]:
        half = len(self.columns)
        for name, one, other in zip(self.columns, values[:half], values[half:], strict=True):
            if one != other:
                noun = self.model._meta.verbose_name
                yield f"{noun} {key}: {name} is {one}, by the facts {other}"

    def _has_columns(self) -> bool:
        """Say whether nobody has gone back to tables of an earlier version."""
        with connection.cursor() as cursor:
            if self.table not in connection.introspection.table_names(cursor):
                return False
            columns = connection.introspection.get_table_description(cursor, self.table)
        return {column.name for column in columns}.issuperset(self.columns)

    def _keep(self, rows: str) -> str:
        """Return the statement that keeps what ``rows``, with the name ``said``, say."""
        columns, stands, said = ", ".join(self.columns), self._named("stands"), self._named("said")
        return (
            f"UPDATE {self.table} AS stands SET ({columns}) = ROW({said}) FROM {rows}"
            f" WHERE said.id = stands.id AND ROW({stands}) IS DISTINCT FROM ROW({said})"
        )

    def _named(self, of: str) -> str:
        return ", ".join(f"{of}.{name}" for name in self.columns)


@contextmanager
def _looking_up() -> Iterator[CursorWrapper]:
    """Ask of all rows as of one: each fact is a look into an index.

    Where few have written very much PostgreSQL expects that of everybody, and would read a whole
    table for each row.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL jit TO DEFAULT")


# Each fact is a look into an index, whatever the database believes of tables that grow just now.
#
# Whoever changes facts of a row holds it while they are read anew: of two at once the second sees
# what the first did. They are read past the wall: a reader sees a part of the facts. Of few rows
# the plan is made once for a connection, which takes longer than to look the facts up.
_ANEW = f"""
CREATE OR REPLACE FUNCTION %(name)s_said(ids bigint[]) RETURNS SETOF record
LANGUAGE plpgsql STABLE ROWS 1
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
SET enable_material = off SET jit = off AS $$
BEGIN
    RETURN QUERY %(facts)s;
END $$;

CREATE OR REPLACE FUNCTION %(name)s_anew(ids bigint[]) RETURNS void
LANGUAGE plpgsql {triggers.AS_OWNER} {triggers.PLANS_ARE_KEPT} AS $$
BEGIN
    IF cardinality(ids) > 0 THEN
        {triggers.anew_for_many("cardinality(ids)")}
        PERFORM FROM %(table)s WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
        %(keep)s
    END IF;
END $$;
"""
