"""Tallies: those of one key are joined, all of them made anew."""

from __future__ import annotations

from django.db import connection, transaction

from core import tables
from dashboards import triggers
from dashboards.models import Tally
from dashboards.triggers import Counted

_SUMS = ", ".join(triggers.SUMS)
_FOLD = f"""
WITH asked AS (SELECT DISTINCT {triggers.KEY} FROM dashboards_tally WHERE NOT is_folded),
gone AS (
    DELETE FROM dashboards_tally AS one USING asked
    WHERE (one.figure, one.country, one.programme, one.unit, one.day)
        = (asked.figure, asked.country, asked.programme, asked.unit, asked.day)
    AND (one.area, one.word, one.until) = (asked.area, asked.word, asked.until)
    RETURNING one.*
)
INSERT INTO dashboards_tally ({triggers.KEY}, {_SUMS}, is_folded)
SELECT {triggers.KEY}, {", ".join(f"sum({name})" for name in triggers.SUMS)}, true FROM gone
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
        cursor.execute(_FOLD)


@transaction.atomic
def rebuild() -> None:
    """Count everything anew; who writes meanwhile waits."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(triggers.TABLES)} IN SHARE MODE")
        Tally.objects.all().delete()
        for figure in Counted:
            cursor.execute(
                f"INSERT INTO dashboards_tally"
                f" ({triggers.KEY}, {', '.join(triggers.added_up(figure))}, is_folded)"
                f" SELECT *, true FROM ({triggers.counted(figure)}) AS found"
            )


@transaction.atomic
def see_to_triggers() -> None:
    """Make the triggers if they are to say something else, and count anew."""
    on = (*triggers.TABLES, Tally._meta.db_table)
    if tables.install("tally_", triggers.install(), on=on):
        rebuild()
