"""What a page begins with is found by an index, however many others there are."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db import as_owner
from core.pages import MOST
from core.wall import reading_as
from dashboards.enums import ConcernKind, Whose
from dashboards.operations import tallies
from dashboards.queries import home, people, promises
from dashboards.queries.attention import waiting_rows
from dashboards.queries.figures import pairing_rows
from dashboards.queries.places import paired_places
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from events.enums import EventState
from events.models import Event, EventPairing
from network.models import Country
from network.queries import wall
from partnerships.models import Action, Commitment, Pairing, PairingParty, ProgressUpdate
from tests import copies, databases
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PeopleReachedFactory,
    ProgressUpdateFactory,
)

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


# Not as late as makes its pairing one with something overdue: that is not silent.
LATE = TODAY - timedelta(days=5)
OF_A_PAIRING = {
    Pairing: {},
    PairingParty: {"pairing_id": Pairing},
    Action: {"pairing_id": Pairing},
    Commitment: {"pairing_id": Pairing},
    ProgressUpdate: {"pairing_id": Pairing},
    Event: {},
    EventPairing: {"event_id": Event, "pairing_id": Pairing},
}
CALL = {ProgressUpdate: {}}
# What is not of a pairing or a meeting is not among the many here.
WAITING = (
    ConcernKind.BLOCKED,
    ConcernKind.OVERDUE_ACTION,
    ConcernKind.REPORT_DUE,
    ConcernKind.UNVERIFIED_UPDATE,
    ConcernKind.LATE_COMMITMENT,
    ConcernKind.QUIET_PAIRING,
)


def a_pairing_with_all_that_waits():
    """Return a country of which one pairing has something of each kind that waits."""
    college = OrganizationFactory()
    partner = OrganizationFactory(country=college.country)
    pairing = PairingFactory(title="Silent", parties=[college, partner])
    EventFactory(day=LATE, state=EventState.CONFIRMED, pairings=[pairing])
    ActionFactory(pairing=pairing, due_on=LATE)
    CommitmentFactory(pairing=pairing, ends_on=LATE)
    ProgressUpdateFactory(pairing=pairing, submitted_at="2025-01-01T00:00Z")
    return college.country


def many_more(number):
    """Write many such pairings, and as many calls for help of one of them."""
    copies.fill(OF_A_PAIRING, number)
    ProgressUpdateFactory(pairing=Pairing.objects.latest("pk"), answer="blocked")
    copies.fill(CALL, number)


def looked_at(user, country):
    """Return how many pages of tables are looked at to count each kind, and for what Home shows."""
    databases.write_anew(*OF_A_PAIRING)
    databases.analyze()
    # All that the staff see is theirs to deal with, nothing of what an official sees is.
    whose = Whose.OWN if country is None else Whose.OTHERS
    waiting = waiting_rows(Scope(user, TODAY, country=country), whose)
    asked = {kind: waiting[kind].order_by().values("pk")[: MOST + 1] for kind in WAITING}
    asked["the first calls"] = waiting[ConcernKind.BLOCKED][:8]
    asked["the newest updates"] = home.latest_updates(user)
    found = {}
    with reading_as(wall.reader_of(user)):
        for name, rows in asked.items():
            rows.explain()
            (plan,) = json.loads(rows.explain(format="json", analyze=True, buffers=True))
            found[name] = plan["Plan"]["Shared Hit Blocks"]
    return found


@pytest.mark.parametrize("role", [roles.staff, roles.official])
def test_what_waits_is_counted_to_a_thousand_and_no_further(role):
    country = a_pairing_with_all_that_waits()
    is_staff = role is roles.staff
    reader = (role(), None) if is_staff else (role(country), country)
    many_more(2 * MOST)
    before = looked_at(*reader)

    many_more(6 * MOST)

    grown = {of: (before[of], after) for of, after in looked_at(*reader).items()}
    assert {of: both for of, both in grown.items() if both[1] > both[0] * 5 // 4 + 30} == {}


def test_a_map_asks_no_row_of_the_sides_of_each_pairing():
    country = a_pairing_with_all_that_waits()
    official = roles.official(country)
    Country.objects.filter(pk=country.pk).update(latitude=1, longitude=1)
    with reading_as(wall.reader_of(official)), CaptureQueriesContext(connection) as asked:
        found = paired_places(Scope(official, TODAY))

    assert found.places
    assert [each["sql"] for each in asked if PairingParty._meta.db_table in each["sql"]] == []


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
