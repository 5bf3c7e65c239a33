"""Every statement says who reads, and nothing of it is left on the connection."""

from contextlib import closing
from types import SimpleNamespace

import psycopg2
import pytest
from django.db import connection

from core.wall import NOBODY, Cursor, Reader, beyond_the_reader, reading_as, stand_before
from tests import walls

TOLD = """
SELECT current_setting('role'), current_setting('wall.kind', true),
    current_setting('wall.countries', true)
"""
READER = Reader(kind="member", user=7, countries=frozenset({3, 2}))


@pytest.fixture
def session(db):
    with closing(psycopg2.connect(**connection.get_connection_params())) as opened:
        opened.autocommit = True
        yield opened


def told(session, factory=None):
    with session.cursor(cursor_factory=factory) as cursor:
        cursor.execute(TOLD)
        return cursor.fetchone()


def test_a_reader_is_told_of_for_one_statement_alone(session):
    with reading_as(READER):
        assert told(session, Cursor) == ("none", "member", "{2,3}")
        with reading_as(NOBODY):
            assert told(session, Cursor) == ("none", "", "{}")
        assert told(session, Cursor)[1] == "member"
    assert told(session) == ("none", "", "")


def test_many_rows_are_written_as_the_reader(session):
    with session.cursor(cursor_factory=Cursor) as cursor, reading_as(READER):
        cursor.executemany("SELECT %s", [[1], [2]])

        assert cursor.query.startswith(b"SELECT set_config('role', 'none', true)")
        assert cursor.query.endswith(b"SELECT 2")


def test_beyond_the_reader_another_role_is_taken_on(session, settings):
    settings.DATABASE_EVERYTHING_ROLE = connection.settings_dict["USER"]
    with reading_as(READER), beyond_the_reader():
        assert told(session, Cursor)[0] == settings.DATABASE_EVERYTHING_ROLE
    assert told(session) == ("none", None, None)


def test_a_cursor_on_the_server_is_not_told(session):
    session.autocommit = False
    with session.cursor("named", cursor_factory=Cursor) as cursor:
        cursor.execute("SELECT 1")

        assert cursor.fetchone() == (1,)


def test_who_may_not_take_on_the_role_has_no_wall(session, settings):
    opened = SimpleNamespace(connection=session)
    settings.DATABASE_EVERYTHING_ROLE = "nobody made it"

    stand_before(opened)

    assert session.cursor_factory is not Cursor


@walls.needed
def test_the_applications_connections_tell_who_reads(session):
    stand_before(SimpleNamespace(connection=session))

    assert session.cursor_factory is Cursor


def test_who_it_is_is_found_out_once_and_beyond_the_reader(session, settings):
    settings.DATABASE_EVERYTHING_ROLE = connection.settings_dict["USER"]
    asked = []

    def found():
        asked.append(told(session, Cursor)[0])
        return READER

    with reading_as(found):
        assert told(session, Cursor)[1] == told(session, Cursor)[1] == "member"
    assert asked == [settings.DATABASE_EVERYTHING_ROLE]


def test_a_connection_that_cannot_be_asked_is_not_kept(session):
    session.close()
    closed = []

    with pytest.raises(psycopg2.InterfaceError):
        stand_before(SimpleNamespace(connection=session, close=lambda: closed.append(True)))
    assert closed == [True]
