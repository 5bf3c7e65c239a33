"""A database that hangs holds nobody up: what waits for it is let go, and what works is not."""

from __future__ import annotations

import socket
import time

import psycopg2
import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.signals import connection_created
from psycopg2.extensions import set_wait_callback

from core import waiting
from notifications.queries.health import health

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
def limited(transactional_db, monkeypatch):
    """This process waits as one does that answers people."""
    monkeypatch.setattr(waiting, "_watch", waiting._Watch())
    connection.close()
    waiting.limit()
    yield
    set_wait_callback(None)
    connection_created.disconnect(dispatch_uid=waiting.__name__)
    connection.close()


@pytest.fixture
def hanging(limited):
    """Who knocks at the database gets no word: its port takes everything and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        params = connection.get_connection_params()
        there = {**params, "host": "127.0.0.1", "port": deaf.getsockname()[1]}
        with pytest.MonkeyPatch.context() as meanwhile:
            wrapper = type(connections["default"])
            meanwhile.setattr(wrapper, "get_connection_params", lambda _: there)
            yield


def sleep(seconds):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [seconds])


def took(act):
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


def test_what_takes_long_is_waited_for_while_the_database_is_there(limited):
    assert took(lambda: sleep(1.2)) > 1.1


def test_what_waits_is_let_go_when_the_database_does_not_answer(limited, request):
    sleep(0)
    request.getfixturevalue("hanging")

    def refused():
        with pytest.raises(OperationalError, match="does not answer"):
            sleep(10)

    assert took(refused) < 2


def test_nobody_waits_for_a_connection_that_never_comes(hanging):
    connection.close()

    def refused():
        with pytest.raises(OperationalError, match="does not answer"):
            connection.ensure_connection()

    assert took(refused) < 2


def test_monitoring_hears_within_two_seconds_that_the_database_hangs(hanging):
    connection.close()

    def asks():
        assert health(broker_url=NOBODY).database == "down"

    assert took(asks) < 2


def test_the_database_itself_ends_what_nobody_waits_for(limited):
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("20s",)


def test_one_may_wait_less_and_then_as_before(limited):
    with pytest.raises(OperationalError, match="in time"), waiting.within(0.3):
        sleep(10)
    connection.close()

    assert took(lambda: sleep(0.5)) > 0.4


def test_a_full_database_is_there(limited, monkeypatch):
    def full(**_params):
        raise psycopg2.OperationalError("FATAL: sorry, too many clients already")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(psycopg2, "connect", full)
        assert waiting._answers()
