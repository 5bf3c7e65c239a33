"""The wall stands as the rules have it, and no other way."""

import pytest
from django.db import connection, transaction

from core.db import as_owner
from network.apps import _build_wall, _tear_down_wall
from network.operations import wall as operations
from network.queries import wall
from tests import walls

pytestmark = walls.needed
POLICIES = "SELECT tablename, qual FROM pg_policies WHERE policyname = 'wall'"
SHUT = "SELECT relname FROM pg_class WHERE relrowsecurity"
MARK = "SELECT obj_description(to_regnamespace('wall'), 'pg_namespace')"


@pytest.fixture(autouse=True)
def _owner(transactional_db):
    with as_owner(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def test_a_migrated_database_has_the_wall_that_the_rules_make():
    stood = asked(MARK), dict(asked(POLICIES)), set(asked(SHUT))

    operations.tear_down()
    operations.build()

    tables = {one.table for one in wall.walled()}
    assert stood == (asked(MARK), dict(asked(POLICIES)), set(asked(SHUT)))
    assert set(stood[1]) == tables == {name for (name,) in stood[2]}


def test_a_wall_that_stands_is_left_alone():
    operations.build()
    before = asked("SELECT oid FROM pg_policy")

    operations.build()

    assert asked("SELECT oid FROM pg_policy") == before


def test_a_table_that_left_the_wall_is_opened(monkeypatch):
    monkeypatch.setitem(wall.BEFORE, "events.MeetingAccess", "for this test")

    operations.build()

    assert ("events_meetingaccess",) not in asked(SHUT)


def test_the_wall_is_not_built_around_tables_of_another_version(monkeypatch):
    operations.tear_down()
    monkeypatch.setattr(connection.introspection, "table_names", list)

    operations.build()

    assert asked(MARK) == [(None,)]


def test_where_nobody_sees_everything_there_is_no_wall(settings):
    settings.DATABASE_EVERYTHING_ROLE = ""

    operations.build()

    assert (asked(MARK), asked(SHUT)) == ([(None,)], [])


def test_a_migration_takes_the_wall_away_and_builds_it_again():
    _tear_down_wall(plan=["a step"])
    torn = asked(MARK)
    _build_wall()

    _tear_down_wall(plan=[])
    assert torn == [(None,)] != asked(MARK)
