"""Tallies: those of one key are joined, all of them made anew."""

from __future__ import annotations

from django.db import connection, transaction

from core import tables
from dashboards import facts, triggers
from dashboards.facts import SUMS, Counted
from dashboards.models import Tally

_SUMS = ", ".join(SUMS)
# Of one figure: as its rows are added up by it.
_FOLD = f"""
WITH added AS (
    DELETE FROM dashboards_tally WHERE NOT is_folded AND figure = '%(figure)s' RETURNING *
),
asked AS MATERIALIZED (%(under_keys)s),
gone AS (
    DELETE FROM dashboards_tally AS one USING asked
    WHERE (one.figure, one.country, one.programme, one.unit, one.day)
        = (asked.figure, asked.country, asked.programme, asked.unit, asked.day)
    AND (one.area, one.word, one.until) = (asked.area, asked.word, asked.until) AND one.is_folded
    RETURNING one.*
)
INSERT INTO dashboards_tally ({triggers.KEY}, {_SUMS}, is_folded)
SELECT {triggers.KEY}, {", ".join(f"sum({name})" for name in SUMS)}, true FROM (
    SELECT {triggers.KEY}, {_SUMS} FROM asked UNION ALL SELECT {triggers.KEY}, {_SUMS} FROM gone
) AS one
GROUP BY {triggers.KEY} HAVING {triggers.comes_to()}
"""
# Any number will do: two who fold take turns by it.
_TURN = 7_340_812


@transaction.atomic
def fold() -> None:
    """Join what was added since the last time.

    What is added meanwhile stays for the next. A reader sees the rows before or after it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
        for figure in Counted:
            under_keys = triggers.under_keys(figure, "SELECT * FROM added")
            cursor.execute(_FOLD % {"figure": figure, "under_keys": under_keys})


@transaction.atomic
def rebuild() -> None:
    """Count everything anew; who writes meanwhile waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
        cursor.execute(f"LOCK TABLE {', '.join(triggers.TABLES)} IN SHARE MODE")
        Tally.objects.all().delete()
        for figure in Counted:
            names = facts.added_up(facts.of_figure(figure))
            cursor.execute(
                f"INSERT INTO dashboards_tally ({triggers.KEY}, {', '.join(names)}, is_folded)"
                f" SELECT *, true FROM ({triggers.counted(figure)}) AS found"
            )


@transaction.atomic
def see_to_triggers() -> None:
    """Make the triggers if they are to say something else, and count anew."""
    on = (*triggers.TABLES, Tally._meta.db_table)
    if tables.install("tally_", triggers.install(), on=on):
        rebuild()
