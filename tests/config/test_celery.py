"""The clock, the broker, a worker and the mail server together, as processes of their own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from config.celery import app
from notifications.models import Message
from notifications.queries import clock
from notifications.queries.health import Health, health
from tests import databases
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import PersonFactory
from tests.notifications.conftest import SERVER, Sink, listening

WITHIN = 90


@contextlib.contextmanager
def celery(log, mail_port, broker_url, *command):
    """Run Celery with this project's own settings until the block ends."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": databases.url(),
        "REDIS_URL": broker_url,
        "EMAIL_URL": f"smtp://{SERVER}:{mail_port}",
        "PYTHONWARNINGS": "",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app=config.celery:app", *command],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def running(tmp_path, broker_url):
    """Run beat and a worker against the tests' database; return the mail server."""
    sink = Sink()
    worker = "worker -Q default,mail -c 1 --without-mingle --without-gossip --loglevel=INFO"
    beat = "beat --pidfile= --loglevel=INFO"
    with (
        (tmp_path / "log").open("wb") as log,
        listening(sink) as port,
        celery(log, port, broker_url, *worker.split()),
        celery(log, port, broker_url, *beat.split()),
    ):
        yield sink


def wait_for(what, log):
    deadline = time.monotonic() + WITHIN
    while not what():
        assert time.monotonic() < deadline, log.read_text()[-4000:]
        time.sleep(0.1)


def where_it_is_noon(now):
    """Return a zone whose readers are awake: a reminder waits for a morning that is in sight."""
    east = 12 - now.hour
    return f"Etc/GMT{-east:+d}"


@pytest.mark.timeout(4 * WITHIN)
def test_a_reminder_is_planned_and_arrives_once_and_everybody_is_alive(
    transactional_db, running, broker_url, tmp_path
):
    now = clock.now()
    soon = now + timedelta(minutes=30)
    event = EventFactory(confirmed=True, day=soon.date(), starts_at=soon, title="Peer workshop")
    person = PersonFactory(
        recipient__email="dara@example.org", recipient__time_zone=where_it_is_noon(now)
    )
    ParticipationFactory(event=event, person=person)
    log = tmp_path / "log"

    wait_for(lambda: health(broker_url=broker_url).is_well, log)
    # The hurried part: the next tick would come within half a minute.
    wait_for(Message.objects.exists, log)
    with app.connection_for_write(broker_url) as broker:
        app.send_task("notifications.send_batch", queue="mail", connection=broker)
    wait_for(lambda: Message.objects.filter(state="sent").exists(), log)

    assert health(broker_url=broker_url) == Health(*["ok"] * 5)
    assert running.addresses == ["dara@example.org"]
    assert running.mails[0]["Subject"].startswith("Today: Peer workshop, ")
