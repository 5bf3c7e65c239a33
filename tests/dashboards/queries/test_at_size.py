"""What a page begins with is found by an index, however many others there are."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db import as_owner
from core.pages import MOST
from dashboards.queries.figures import pairing_rows
from dashboards.queries.scope import Scope
from partnerships.models import Pairing
from tests import databases
from tests.factories import roles
from tests.factories.partnerships import PairingFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("busy_elsewhere"),
]
TODAY = date(2026, 11, 22)
MANY = 10_000


def many_pairings():
    """Write pairings of which a quarter is overdue, each since another day, and few need help."""
    one = PairingFactory(title="One", last_met_on=TODAY - timedelta(days=10))
    kept = {
        "title": "'Pairing ' || n",
        "first_due_on": f"CASE WHEN n %% 4 = 0 THEN date '{TODAY}' - n %% 900 END",
        "needs_help": "n %% 1000 = 0",
    }
    columns = [
        field.column
        for field in Pairing._meta.concrete_fields
        if not (field.generated or field.primary_key)
    ]
    names = ", ".join(f'"{column}"' for column in columns)
    said = ", ".join(kept.get(column, f'one."{column}"') for column in columns)
    table = Pairing._meta.db_table
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {said}"  # noqa: S608
            f" FROM {table} AS one, generate_series(1, %s) AS n WHERE one.id = %s",
            [MANY, one.pk],
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    databases.analyze()


def plans(asked):
    """Return how the statements that ``asked`` holds are answered, line by line."""
    for each in asked.captured_queries:
        sql = each["sql"].rpartition("; ")[2]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {sql}")
            yield from (line for (line,) in cursor.fetchall())


def test_the_most_urgent_pairings_are_found_without_reading_all():
    many_pairings()
    scope = Scope(roles.staff(), TODAY)
    with CaptureQueriesContext(connection) as asked:
        shown = pairing_rows(scope, 25)

    assert [row.standing.status for row in shown] == ["blocked"] * 10 + ["overdue"] * 15
    found = [line for line in plans(asked) if "never executed" not in line]
    assert any("pairing_first_due" in line for line in found)
    read = [line for line in found if "Seq Scan on partnerships_pairing " in line]
    # To know that they are many it reads a thousand, and stops.
    assert [line for line in read if f"rows={MOST + 1}" not in line] == []
