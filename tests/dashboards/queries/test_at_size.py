"""What a page begins with is found by an index, however many others there are."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db import as_owner
from core.pages import MOST
from dashboards.operations import tallies
from dashboards.queries import people, promises
from dashboards.queries.figures import pairing_rows
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from partnerships.models import Pairing
from tests import databases
from tests.factories import roles
from tests.factories.network import CountryFactory
from tests.factories.partnerships import (
    CommitmentFactory,
    PairingFactory,
    PeopleReachedFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
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


def keys_of_others():
    """Write sums of other countries, days and figures: many, but for what is asked."""
    units = [
        ("commitments", "open", "d"),
        ("deadlines", "due", "dm"),
        ("deadlines", "due", "ed"),
        ("updates", "sent", "d"),
    ]
    for figure, word, unit in units:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO dashboards_tally (figure, country, programme, area, word, unit, day,"
                " until, number, is_folded) SELECT %s, n %% 7, n %% 3, n, %s, %s,"
                " date '2019-01-01' + n %% 1000, date '2029-01-01' + n %% 1000, 1, true"
                " FROM generate_series(1, %s) AS n",
                [figure, word, unit, MANY],
            )


def test_sums_are_read_from_few_keys_and_from_no_row_of_what_was_promised():
    CommitmentFactory.create_batch(2, ends_on=TODAY - timedelta(days=3), agreed_on=TODAY)
    tallies.fold()
    keys_of_others()
    databases.analyze()
    country = CountryFactory()
    CommitmentFactory(ends_on=TODAY - timedelta(days=90), agreed_on=TODAY)
    PeopleReachedFactory()
    staff, official = roles.staff(), roles.official(country)

    for scope in (
        Scope(staff, TODAY),
        Scope(staff, TODAY, period=Period.TWO_YEARS),
        Scope(official, TODAY, country=country),
    ):
        with CaptureQueriesContext(connection) as asked:
            promised = promises.by_area(scope)
            people.people(scope)
            if scope.country is None:
                promises.by_country(scope)

        found = list(plans(asked))
        assert sum(line.sums.late for line in promised) == (0 if scope.country else 3)
        assert [line for line in found if "Seq Scan on dashboards_tally" in line] == []
        assert [line for line in found if "partnerships_commitment" in line] == []
        read = [line for line in found if "Index Scan on tally_of_key" in line]
        assert read
        assert sum(float(re.search(r"actual rows=([\d.]+)", line)[1]) for line in read) < 100
