"""PostgreSQL cuts connections, loses an answer, has no room left, or serves two versions."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from core.db import as_owner
from notifications.operations import batches
from notifications.operations.batches import send_batch
from notifications.queries import clock
from tests.drills.conftest import backends, eventually, send_all, states, terminate, waiting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _asked(settings):
    settings.OUTBOX_UNCONFIRMED = "reconcile"
    settings.OUTBOX_LEASE = 3


class Wire:
    """A wire to PostgreSQL that is cut once: when the answer to some words is on its way back."""

    def __init__(self, address, words):
        self._address, self._words = address, words
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.cuts = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._listener.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                server = socket.create_connection(self._address)
                threading.Thread(target=self._carry, args=(caller, server), daemon=True).start()

    def _carry(self, caller, server):
        """Carry one question and its answer after the other, as the protocol goes."""
        with caller, server, suppress(OSError):
            answers = threading.Thread(target=self._back, args=(server, caller), daemon=True)
            self._asked = False
            answers.start()
            while said := caller.recv(65536):
                self._asked = self._asked or (self._words in said and not self.cuts)
                server.sendall(said)

    def _back(self, server, caller):
        with suppress(OSError):
            while said := server.recv(65536):
                if self._asked and not self.cuts:
                    self.cuts += 1
                    caller.shutdown(socket.SHUT_RDWR)
                    return
                caller.sendall(said)


@contextmanager
def through(words):
    """Speak to PostgreSQL over a wire that is cut at these words."""
    known = connection.settings_dict
    before = {name: known[name] for name in ("HOST", "PORT")}
    wire = Wire((before["HOST"], int(before["PORT"])), words)
    connection.close()
    known.update(HOST="127.0.0.1", PORT=wire.port)
    try:
        yield wire
    finally:
        connection.close()
        known.update(before)
        wire.close()


def test_a_lost_answer_to_a_commit_neither_loses_nor_doubles(mail_server):
    waiting(5)

    with through(b"WITH handed") as wire:
        send_batch()

    assert wire.cuts == 1
    assert set(states()) == {"sent"}
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 5


def test_a_backend_terminated_in_the_middle_of_a_batch_neither_loses_nor_doubles(
    mail_server, start_sender
):
    mail_server.turn("--delay-ms=20")
    waiting(20)

    sender = start_sender()
    eventually(lambda: len(mail_server.mails) > 2)
    terminate(backends())
    sender.wait()
    send_all()

    assert set(states()) == {"sent"}
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 20


class FullDisk:
    """Puts the long texts of the outbox on a device on which the kernel refuses every write."""

    def __init__(self):
        self._run("ALTER TABLE notifications_message ALTER body SET STORAGE EXTERNAL")
        [self._file] = self._run(
            "SELECT pg_relation_filepath(reltoastrelid) FROM pg_class"
            " WHERE relname = 'notifications_message'"
        )

    def begins(self):
        self._shell(f"mv {self._file} {self._file}.kept && ln -s /dev/full {self._file}")

    def ends(self):
        self._shell(f"[ ! -e {self._file}.kept ] || mv {self._file}.kept {self._file}")

    def _shell(self, command):
        """Let the server do it, in its own folder; who connects from now on sees the new file."""
        self._run("CHECKPOINT")
        self._run("COPY (SELECT 1) TO PROGRAM %s", f"cat > /dev/null; {command}")
        connection.close()

    def _run(self, statement, *values):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone() if cursor.description else None


@pytest.fixture
def full_disk(transactional_db):
    disk = FullDisk()
    yield disk
    disk.ends()
    disk._run("ALTER TABLE notifications_message ALTER body SET STORAGE DEFAULT")


def test_a_full_disk_neither_loses_nor_doubles(mail_server, full_disk, monkeypatch):
    """The mail has gone and cannot be written down: the mail server is asked when there is room."""
    monkeypatch.setattr(batches, "DATABASE_PATIENCE", timedelta(seconds=1))
    waiting(2, reason="Long")

    full_disk.begins()
    with pytest.raises(OperationalError, match="No space left on device"):
        send_batch()
    assert (states(), len(mail_server.mails)) == (["sending", "pending"], 1)
    full_disk.ends()
    send_all()

    assert set(states()) == {"sent"}
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 2


def test_the_version_before_works_on_the_tables_of_this_one(mail_server):
    """During a deployment the old code plans, claims and sends on the new tables.

    It does not know of columns that came with a default in the database.
    """
    before = MigrationExecutor(connection).loader.project_state()
    known = before.models["notifications", "message"].fields
    for name, field in list(known.items()):
        if field.has_db_default():
            del known[name]
    # Noon where the reader is: who does not know of urgencies writes what is calm.
    zone = f"Etc/GMT{clock.now().hour - 12:+d}"
    old = before.apps.get_model("notifications", "Message")
    template = waiting(urgency="calm", not_after=clock.now() + timedelta(hours=1))[0]
    template.recipient.time_zone = zone
    template.recipient.save()
    facts = {
        field.attname: getattr(template, field.attname)
        for field in old._meta.concrete_fields
        if field.attname not in ("id", "key")
    }
    now = clock.now()

    by_old = [old.objects.create(key=f"old:{number}", **facts) for number in range(2)]
    token = "00000000-0000-0000-0000-000000000001"
    mine = old.objects.filter(pk=by_old[0].pk)
    assert mine.update(state="claimed", claim=token, lease_until=now) == 1
    assert mine.update(state="sending", attempts=1) == 1
    assert mine.update(state="sent", sent_at=now, body="Gone", claim=None, lease_until=None) == 1
    send_all()

    assert states() == ["sent"] * 3
    assert len(mail_server.mails) == 2
    assert list(old.objects.order_by("pk").values_list("state", flat=True)) == ["sent"] * 3
