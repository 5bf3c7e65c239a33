"""Triggers that keep something in step with facts: said as rules, once a statement.

A rule names a table, the columns that matter and, of the changed rows, whom they concern. Triggers
run once a statement, however many rows it changes. So no operation has to remember it: whoever
writes, by whatever way, the database sees it.

The database plans a statement of a function once for a connection. What was planned for one row in
small tables would take minutes for a thousand in large ones, and what was planned for a thousand
would read whole tables for one. So plans are kept for few rows, and made anew each time for many.

``migrate`` makes the triggers anew when a rule changed (``core.tables.install``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

WAYS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Rule:
    """A change in ``columns`` of ``table`` calls ``function`` with what each of ``found`` selects.

    ``found`` reads the rows as they were and as they are from ``changed``. Without columns every
    change counts, in whatever of the ``ways`` it is written. The functions stand in
    the app that declares the rule.
    """

    table: str
    function: str
    found: tuple[str, ...]
    columns: tuple[str, ...] = ()
    ways: tuple[str, ...] = WAYS


def install(name: str, functions: str, rules: Iterable[Rule]) -> str:
    """Return the SQL that makes the functions and every trigger, in place of earlier ones.

    ``name`` is what the names of all that is made begin with.
    """
    in_order = sorted(rules, key=lambda rule: rule.table)
    tables = groupby(in_order, key=lambda rule: rule.table)
    made = (_table(name, table, list(found)) for table, found in tables)
    return "\n".join([functions, *made])


_ROWS = {"insert": "SELECT * FROM new_rows", "delete": "SELECT * FROM old_rows"}
_REFERENCING = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}
# Past the wall: whoever writes sees a part of the rows that it concerns.
AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"
# Planning costs as much as some rows do.
FEW = 20


def made(name: str, table: str, does: Mapping[str, str], *, rights: str = "") -> str:
    """Return the SQL of a function that ``does`` something for each way to write, and its triggers.

    ``rights`` say as whom it does that, if not as who writes.
    """
    function = f"{name}_{table}"
    body = "\n".join(f"IF TG_OP = '{way.upper()}' THEN\n{does[way]}\nEND IF;" for way in does)
    triggers = "\n".join(_trigger(name, table, way) for way in does)
    return (
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql"
        f" {rights} {PLANS_ARE_KEPT} AS $$\n"
        f"BEGIN\n{body}\nRETURN NULL;\nEND $$;\n{triggers}"
    )


# The table of which columns are written on which no trigger depends.
_ASIDE = "kept.aside"


def aside(table: str, statement: str) -> str:
    """Return how a function runs a ``statement`` of which no trigger of ``table`` needs to know."""
    return (
        f"PERFORM set_config('{_ASIDE}', '{table}', true);\n        {statement};\n"
        f"        PERFORM set_config('{_ASIDE}', '', true);"
    )


PLANS_ARE_KEPT = "SET plan_cache_mode = force_generic_plan"
# It holds until the end of the function, whose plans are kept else.
_PLAN_ANEW = "SET LOCAL plan_cache_mode = force_custom_plan"


def anew_for_many(how_many: str) -> str:
    """Return what makes a function plan anew the statements that name one of its variables."""
    return f"IF {how_many} > {FEW} THEN\n    {_PLAN_ANEW};\nEND IF;"


def if_changed(columns: Iterable[str], does: str) -> str:
    """Return how a trigger ``does`` something only if an update changed one of ``columns``.

    A full join compares no row with all others, however many it was planned for.
    """
    one, other = (", ".join(f"{of}.{name}" for name in columns) for of in ("o", "n"))
    return (
        "IF EXISTS (SELECT FROM old_rows o FULL JOIN new_rows n ON n.id = o.id"
        f" WHERE ROW({one}) IS DISTINCT FROM ROW({other})) THEN\n{does}\nEND IF;"
    )


def by_number(way: str, statements: Iterable[str]) -> str:
    """Return how a trigger runs ``statements``, planned anew if it was called for many rows.

    They read the rows that were written. What is no text when it runs would be planned for as many
    rows as there were the first time.
    """
    rows = "old_rows" if way == "delete" else "new_rows"
    said = [f"{statement};" for statement in statements]
    kept = [f"PERFORM{each.removeprefix('SELECT')}" if _is_asked(each) else each for each in said]
    return "\n".join(
        (
            f"IF (SELECT count(*) FROM {rows}) > {FEW} THEN\n{_PLAN_ANEW};",
            *(f"EXECUTE $many${each}$many$;" for each in said),
            "ELSE",
            *kept,
            "END IF;",
        )
    )


def _is_asked(statement: str) -> bool:
    return statement.startswith("SELECT")


def _table(name: str, table: str, rules: list[Rule]) -> str:
    """Return the SQL of one table: a function for its rules, a trigger for each way to write."""
    ways = [way for way in _REFERENCING if any(way in rule.ways for rule in rules)]
    does = {way: by_number(way, _calls(rules, way)) for way in ways}
    updated = [rule.columns for rule in rules if "update" in rule.ways]
    if updated and all(updated):
        # Mostly it concerns none of the rules, which is asked once.
        columns = dict.fromkeys(name for each in updated for name in each)
        does["update"] = if_changed(columns, does["update"])
    return made(name, table, does, rights=f"{AS_OWNER} SET enable_seqscan = off SET jit = off")


def _calls(rules: list[Rule], way: str) -> list[str]:
    return [f"SELECT {_call(rule, way)}" for rule in rules if way in rule.ways]


def _call(rule: Rule, way: str) -> str:
    function, _, kind = rule.function.partition(":")
    changed = _ROWS.get(way) or _updated(rule)
    rows = [f"ARRAY(WITH changed AS ({changed}) {found})" for found in rule.found]
    arguments = [f"'{kind}'", *rows] if kind else rows
    return f"{function}({', '.join(arguments)})"


def _updated(rule: Rule) -> str:
    """Select the rows of an UPDATE as they were and as they are, if it changed what matters."""
    both = (
        "SELECT each.* FROM old_rows before JOIN new_rows after ON after.id = before.id"
        " CROSS JOIN LATERAL (SELECT before.* UNION ALL SELECT after.*) each"
    )
    if not rule.columns:
        return both
    earlier = ", ".join(f"before.{column}" for column in rule.columns)
    later = ", ".join(f"after.{column}" for column in rule.columns)
    return f"{both} WHERE ROW({earlier}) IS DISTINCT FROM ROW({later})"


def _trigger(name: str, table: str, way: str) -> str:
    trigger, function = f"{name}_{way}", f"{name}_{table}"
    called = f"WHEN (current_setting('{_ASIDE}', true) IS DISTINCT FROM '{table}') "
    return (
        f"DROP TRIGGER IF EXISTS {trigger} ON {table};\n"
        f"CREATE TRIGGER {trigger} AFTER {way.upper()} ON {table}"
        f" REFERENCING {_REFERENCING[way]} FOR EACH STATEMENT {called if way == 'update' else ''}"
        f"EXECUTE FUNCTION {function}();"
    )
