"""Signs of life, and of two clocks one wins."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

from django.db import connection

from notifications.models import Heartbeat
from notifications.operations import heartbeats

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_beat_keeps_the_latest_sign_of_life(db):
    heartbeats.record("worker", now=NOW)
    heartbeats.record("worker", now=NOW + MINUTE)

    assert list(Heartbeat.objects.values_list("name", "beat_at")) == [("worker", NOW + MINUTE)]


def test_of_two_runs_in_one_period_the_first_counts(db):
    runs = [NOW, NOW + MINUTE / 2, NOW + MINUTE, NOW + MINUTE * 1.5, NOW + MINUTE * 1.95]

    assert [heartbeats.acquire("tick", now=now, every=MINUTE) for now in runs] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_of_two_runs_at_once_one_counts(transactional_db):
    acquired, at_once = [], Barrier(6)

    def run():
        at_once.wait()
        acquired.append(heartbeats.acquire("tick", now=NOW, every=MINUTE))
        connection.close()

    threads = [Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(acquired) == [False] * 5 + [True]


def test_a_clock_that_is_set_back_an_hour_does_not_stop_the_outbox_for_an_hour(db):
    heartbeats.acquire("tick", now=NOW, every=timedelta(seconds=30))

    assert heartbeats.acquire("tick", now=NOW - timedelta(hours=1), every=timedelta(seconds=30))
