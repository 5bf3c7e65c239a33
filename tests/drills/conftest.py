"""A mail server and senders as processes of their own, to be killed; nothing here is pretended."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.template.loader import get_template

from drills import delivery_log
from launcher.places import ROOT
from notifications import mails
from notifications.mails import Kind, Mail, Section
from notifications.models import Message
from notifications.operations import claims, unconfirmed
from notifications.operations.batches import send_batch
from notifications.queries import clock
from tests.factories.notifications import MessageFactory

WITHIN = 60


class MailServer:
    """The sink as a program: it can be given another mood, stopped and killed; its list stays."""

    def __init__(self, folder):
        self.path = folder / "delivery_log.tsv"
        self.smtp = self.http = 0
        self._log = folder / "sink.log"
        self._process = None

    def turn(self, *mood):
        """Start it again on the same ports, in this mood."""
        self.end()
        self._log.write_text("")
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable, "-m", "drills.smtp_sink", f"--log={self.path}", *mood,
                    f"--port={self.smtp}", f"--http-port={self.http}",
                ],
                stdout=log,
                stderr=log,
                cwd=ROOT,
            )  # fmt: skip
        eventually(lambda: "ready" in self._log.read_text())
        self.smtp, self.http = map(int, re.findall(r"=(\d+)", self._log.read_text()))

    def end(self):
        if self._process:
            self._process.kill()
            self._process.wait()

    def signal(self, number):
        self._process.send_signal(number)

    @property
    def mails(self):
        """The Message-IDs that it has accepted, in order."""
        return [entry.message_id for entry in delivery_log.read(self.path)]

    @property
    def addresses(self):
        return [entry.address for entry in delivery_log.read(self.path)]


def eventually(is_so, within=WITHIN):
    """Wait for something to become true; it is an error if it does not."""
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)


@pytest.fixture
def mail_server(tmp_path, settings):
    """Return a running mail server that the settings name, and that can be asked."""
    server = MailServer(tmp_path)
    server.turn()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.smtp
    settings.EMAIL_TIMEOUT = 3
    settings.OUTBOX_LOOKUP_URL = f"http://127.0.0.1:{server.http}/"
    settings.OUTBOX_FIRST_PAUSE = 0.01
    settings.OUTBOX_GRACE = 0
    yield server
    server.end()


@pytest.fixture(autouse=True, scope="session")
def _templates():
    """Compile the templates once: that takes a busy machine longer than a lease of these tests."""
    for name in ("frame.txt", "frame.html"):
        get_template(f"notifications/mail/{name}").render({"mail": Mail("", (Section(""),))})


@pytest.fixture(autouse=True)
def _drill_mails():
    """Let messages of the kind "drills.test" say why they are sent, if that can be said."""

    def compose(message):
        if message.reason == "Impossible":
            raise ValueError("The facts contradict each other")
        note = "Very long. " * 400 if message.reason == "Long" else ""
        return Mail(subject="A drill", sections=(Section(message.reason, note=note),))

    mails.register(Kind("drills.test", "Drill", compose))
    yield
    del mails._KINDS["drills.test"]


def waiting(count=1, **facts):
    """Return messages that are due since a moment ago, at any hour."""
    due_at = clock.now() - timedelta(seconds=1)
    given = {"kind": "drills.test", "urgency": "at_once", "due_at": due_at, **facts}
    return MessageFactory.create_batch(count, **given)


def states():
    """Return how each message stands, in order."""
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def tick(ahead=timedelta()):
    """Resolve what senders left behind and what is unconfirmed, as a tick does so far ``ahead``."""
    now = clock.now() + ahead
    claims.expire(now=now)
    unconfirmed.resolve(now=now)


def send_all(ahead=timedelta()):
    """Tick and send until nothing waits any more, as it is done so far ``ahead`` of now."""

    def rests():
        tick(ahead)
        send_batch(clock=(lambda: clock.now() + ahead) if ahead else clock.now)
        return not Message.objects.filter(state__in=("pending", "claimed", "sending")).exists()

    eventually(rests)


def forked(work):
    """Return a started process that does ``work`` on connections of its own.

    Where a browser was started before in this process, the child looks for its connections in
    another place than its parent does (asgiref asks whether an event loop runs, and none does after
    a fork) and would find there one that the parent still speaks on.
    """

    def run():
        for each in connections.all(initialized_only=True):
            each.connection = None
        work()
        connections.close_all()

    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    return process


class Sender:
    """One sender in a process of its own, as a worker's child is."""

    def __init__(self):
        self._process = forked(self._send)

    @staticmethod
    def _send():
        os.setsid()
        send_batch()

    def signal(self, number):
        os.kill(self._process.pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.wait()

    def wait(self):
        self._process.join(WITHIN)
        assert self._process.exitcode is not None

    def end(self):
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@pytest.fixture
def start_sender(transactional_db):
    """Return a way to start senders; they end with the test."""
    senders = []

    def start():
        senders.append(Sender())
        return senders[-1]

    yield start
    for sender in senders:
        sender.end()


def backends():
    """Return the processes of PostgreSQL that serve others on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def terminate(pids):
    """End these processes of PostgreSQL, and wait until they are gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM unnest(%s) AS pid", [pids])
