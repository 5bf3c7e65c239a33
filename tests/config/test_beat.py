"""The clock behind Celery."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.db import connection

from config.beat import HeartbeatScheduler
from config.celery import app
from notifications.models import Heartbeat


@pytest.fixture
def sent(monkeypatch):
    """Return the tasks that beat sends, instead of sending them."""
    sent = []
    monkeypatch.setattr(
        HeartbeatScheduler, "apply_async", lambda self, entry, **options: sent.append(entry.task)
    )
    return sent


def beat():
    return HeartbeatScheduler(app=app)


def test_every_task_of_the_timetable_exists():
    app.loader.import_default_modules()

    tasks = {line["task"] for line in settings.CELERY_BEAT_SCHEDULE.values()}

    assert tasks - set(app.tasks) == set()


def test_everything_is_due_when_beat_starts_and_then_in_its_turn(transactional_db, sent):
    clock = beat()

    waits = [clock.tick() for _ in range(len(settings.CELERY_BEAT_SCHEDULE) + 1)]

    assert sorted(sent) == sorted(line["task"] for line in settings.CELERY_BEAT_SCHEDULE.values())
    assert waits[:-1] == [0] * len(sent)
    assert 0 < waits[-1] <= 5


def test_beat_tells_that_it_is_alive_between_the_rounds(transactional_db, sent):
    clock = beat()

    while clock.tick() == 0:
        assert not Heartbeat.objects.exists()

    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["beat"]


def test_a_database_that_is_away_does_not_end_the_clock(transactional_db, sent, caplog):
    clock = beat()
    with connection.execute_wrapper(_database_is_away), caplog.at_level(logging.WARNING):
        while clock.tick() == 0:
            pass

    assert "beat could not write its heartbeat" in caplog.text


def _database_is_away(execute, sql, params, many, context):
    return execute("SELECT no_such_function()", params, many, context)
