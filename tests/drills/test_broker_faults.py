"""Valkey is full, emptied or gone, and two clocks tick at once: a row is what counts."""

from __future__ import annotations

import multiprocessing
import signal

import pytest
from celery import current_app
from django.core.management import call_command
from kombu.exceptions import OperationalError
from redis import Redis

from launcher import ports, processes, valkey
from notifications import tasks
from notifications.models import Heartbeat
from tests.drills.conftest import forked, states, waiting

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "only-for-this-drill"


class Broker:
    """A Valkey of our own, which Celery uses."""

    def __init__(self, folder):
        self._folder, self._port = folder, ports.free_port()
        self._url = valkey.url(self._port, PASSWORD)
        self._before = current_app.conf.broker_url
        self.start()
        self._use(self._url)

    def start(self):
        self._process = valkey.start(self._folder, self._port, PASSWORD, tied=True)
        self.orders = Redis.from_url(self._url)

    def kill(self):
        self.orders.close()
        processes.end(self._process, by=signal.SIGKILL, within=5)

    def end(self):
        self.kill()
        self._use(self._before)

    @property
    def rings(self):
        return self.orders.llen("mail")

    @staticmethod
    def _use(url):
        current_app.conf.broker_url = url
        current_app._after_fork()


@pytest.fixture
def broker(tmp_path):
    broker = Broker(tmp_path)
    yield broker
    broker.end()


def next_tick():
    """Tick as if the period were over: the row that decides is the only clock."""
    Heartbeat.objects.all().delete()
    tasks.deliver_due_messages()


def test_what_was_rung_for_and_flushed_is_rung_for_again(mail_server, broker):
    waiting(3)
    next_tick()
    assert broker.rings == 1

    broker.orders.flushall()
    assert broker.rings == 0
    next_tick()

    assert broker.rings == 1
    tasks.send_batch()
    tasks.send_batch()
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 3


def test_a_broker_that_is_killed_and_comes_back_empty_is_rung_again(mail_server, broker):
    waiting()
    next_tick()
    broker.kill()
    with pytest.raises(OperationalError):
        next_tick()

    broker.start()
    next_tick()

    assert broker.rings == 1
    assert states() == ["pending"]


def test_a_full_broker_refuses_the_ring_and_loses_no_mail(mail_server, broker):
    waiting(2)
    broker.orders.config_set("maxmemory", "1")

    with pytest.raises(OperationalError, match="maxmemory"):
        next_tick()
    assert states() == ["pending", "pending"]
    call_command("reminders", once=True)
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 2
    waiting()
    broker.orders.config_set("maxmemory", "0")
    next_tick()

    assert broker.rings == 1


def test_of_two_clocks_that_tick_at_once_one_rings(mail_server, broker):
    waiting()
    at_once = multiprocessing.get_context("fork").Barrier(2)

    def tick():
        at_once.wait()
        tasks.deliver_due_messages()

    clocks = [forked(tick) for _ in range(2)]
    for each in clocks:
        each.join(20)

    assert [each.exitcode for each in clocks] == [0, 0]
    assert broker.rings == 1
