"""Whether everything behind the site is alive."""

import socket
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.db import as_owner
from notifications.models import Heartbeat
from notifications.queries import clock
from notifications.queries.health import Health, health, readiness

BROKER = settings.CELERY_BROKER_URL
NOBODY_THERE = "redis://127.0.0.1:1/0"


def alive(**ages):
    """Write heartbeats of the given age in seconds."""
    for name, seconds in ages.items():
        Heartbeat.objects.create(name=name, beat_at=clock.now() - timedelta(seconds=seconds))


def test_all_is_well(db):
    alive(beat=5, worker=15, mail_worker=15)

    found = health(broker_url=BROKER)

    assert found == Health("ok", "ok", worker="ok", mail_worker="ok", beat="ok")
    assert found.is_well


def test_right_after_the_start_nobody_has_shown_a_sign_of_life(db):
    found = health(broker_url=BROKER)

    assert found == Health("ok", "ok", worker="starting", mail_worker="starting", beat="starting")
    assert not found.is_well


@pytest.mark.parametrize(
    ("ages", "worker", "mail_worker"),
    [
        ({"worker": 61, "mail_worker": 15}, "down", "ok"),
        ({"worker": 15, "mail_worker": 301}, "ok", "down"),
    ],
)
def test_a_silent_worker_is_down(db, ages, worker, mail_worker):
    alive(beat=5, **ages)

    found = health(broker_url=BROKER)

    assert found == Health("ok", "ok", worker=worker, mail_worker=mail_worker, beat="ok")
    assert not found.is_well


def test_without_beat_nobody_knows_of_the_workers(db):
    alive(beat=31, worker=61, mail_worker=15)

    found = health(broker_url=BROKER)

    assert found == Health("ok", "ok", worker="unknown", mail_worker="ok", beat="down")


def test_without_the_broker_nobody_knows_of_the_workers(db):
    alive(beat=5, worker=61, mail_worker=301)

    found = health(broker_url=NOBODY_THERE)

    assert found == Health("ok", "down", worker="unknown", mail_worker="unknown", beat="ok")


def test_a_broker_that_swallows_everything_is_down(db):
    """Who did not give up would wait here until the test is ended."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]

        found = health(broker_url=f"redis://127.0.0.1:{port}/0")

    assert found.broker == "down"


def test_without_the_database_nothing_else_is_known(db):
    with connection.execute_wrapper(_database_is_away):
        found = health(broker_url=BROKER)

    assert found == Health("down", "ok", worker="unknown", mail_worker="unknown", beat="unknown")


def test_pages_are_served_from_tables_of_this_version_alone(transactional_db):
    assert readiness() == "ok"

    with as_owner():
        last = MigrationRecorder(connection).migration_qs.filter(app="core").latest("pk")
        MigrationRecorder(connection).record_unapplied(last.app, last.name)
        assert readiness() == "starting"
        MigrationRecorder(connection).record_applied(last.app, last.name)

    assert readiness() == "ok"


def test_without_the_database_no_page_is_served(db):
    with connection.execute_wrapper(_database_is_away):
        assert readiness() == "down"


def _database_is_away(execute, sql, params, many, context):
    return execute("SELECT no_such_function()", params, many, context)
