"""Columns that the database keeps are as the facts say, where there are such columns."""

from dataclasses import replace

import pytest
from django.db import connection

from events.queries.kept import KEPT
from events.queries.known_people import ON_PEOPLE
from partnerships.models import Pairing
from partnerships.queries.kept import ON_PAIRINGS, ON_SIDES
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db
NO_COUNTRIES = "SELECT partnerships_pairing.id, ARRAY[]::bigint[] FROM partnerships_pairing"


def test_only_rows_of_which_the_facts_say_something_else_are_written():
    pairings = [PairingFactory() for _number in range(2)]
    before = dict(Pairing.objects.values_list("pk", "countries"))
    emptied = replace(ON_SIDES, columns=("countries",), facts=lambda: NO_COUNTRIES)
    spoilt = sum(countries != [] for countries in before.values())

    named = list(emptied.differences())

    assert len(named) == spoilt > 0
    key = pairings[0].pk
    assert f"pairing {key}: countries is {before[key]}, by the facts []" in named
    assert emptied.rebuild() == spoilt
    # The triggers have asked the real facts again at once.
    assert ON_SIDES.rebuild() == 0


CALLED_BY_AN_UPDATE = """
SELECT proname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgrelid = %s::regclass AND tgnewtable IS NOT NULL AND tgtype & 16 <> 0
"""


def test_no_trigger_needs_to_know_what_is_kept_aside_but_who_keeps_it():
    """Each compares the columns that matter by name; who keeps them asks them of who writes."""
    aside = [kept for kept in KEPT if kept.is_aside]
    for kept in aside:
        with connection.cursor() as cursor:
            cursor.execute(CALLED_BY_AN_UPDATE, [kept.table])
            called = dict(cursor.fetchall())
        own = called.pop(f"{kept.name}_{kept.table}")

        assert "pg_trigger_depth() = 1" in own
        assert [name for name, does in called.items() if "IS DISTINCT FROM ROW" not in does] == []
        told = {
            name: [column for column in kept.columns if column in does]
            for name, does in called.items()
        }
        assert {name: columns for name, columns in told.items() if columns} == {}
    assert aside == [ON_PAIRINGS]


def read_in_whole():
    """Return how many updates this transaction has read without an index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read FROM pg_stat_xact_user_tables"
            " WHERE relname = 'partnerships_progressupdate'"
        )
        return cursor.fetchone()[0]


def test_no_table_is_read_for_each_row_though_few_have_written_very_much():
    first = ProgressUpdateFactory()
    ProgressUpdateFactory.create_batch(5, author=first.author)
    before = read_in_whole()

    assert list(ON_PEOPLE.differences()) == []
    assert ON_PEOPLE.rebuild() == 0
    assert read_in_whole() == before


def test_where_nobody_has_made_the_columns_yet_nothing_is_kept():
    later = replace(ON_PAIRINGS, columns=("countries", "of_a_later_version"))

    later.see_to_triggers()

    assert not later._has_columns()
    assert ON_PAIRINGS._has_columns()
