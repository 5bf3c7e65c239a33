"""A sender is killed or stopped at each step of a mail; each is a process of its own."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction

from notifications.models import Message
from notifications.operations.batches import send_batch
from notifications.queries import clock
from tests.drills.conftest import eventually, send_all, states, terminate, tick, waiting

pytestmark = pytest.mark.django_db(transaction=True)

# A lease that no slow machine outlasts: once the sender is gone, the tests go on after its end.
LONG = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _asked(settings):
    """The mail server can be asked; a sender that is gone is noticed within seconds."""
    settings.OUTBOX_UNCONFIRMED = "reconcile"
    settings.OUTBOX_LEASE = 3


def waits_for_a_lock():
    """Return the backends that wait for another's transaction to end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return [pid for (pid,) in cursor.fetchall()]


def test_killed_between_acceptance_and_commit_nothing_goes_twice(
    mail_server, start_sender, settings
):
    settings.OUTBOX_LEASE = LONG.total_seconds()
    mail_server.turn("--delay-ms=100")
    _first, second = waiting(2)

    sender = start_sender()
    eventually(lambda: states() == ["sending", "claimed"])
    with transaction.atomic():
        # Whoever begins the second must wait for us: with that step the first is written down.
        Message.objects.select_for_update().get(pk=second.pk)
        eventually(lambda: len(mail_server.mails) == 1 and waits_for_a_lock())
        sender.kill()
        # PostgreSQL would still do what was asked of it: the whole machine falls.
        terminate(waits_for_a_lock())
    assert (states(), len(mail_server.mails)) == (["sending", "claimed"], 1)
    send_all(ahead=LONG)

    assert states() == ["sent", "sent"]
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 2


def test_killed_before_the_dot_the_mail_goes_later(mail_server, start_sender, settings):
    settings.OUTBOX_LEASE = LONG.total_seconds()
    mail_server.turn("--delay-ms=200")
    waiting()

    sender = start_sender()
    eventually(lambda: states() == ["sending"])
    sender.kill()
    assert mail_server.mails == []
    mail_server.turn()
    send_all(ahead=LONG)

    assert states() == ["sent"]
    assert len(mail_server.mails) == 1


def test_killed_with_a_batch_in_hand_the_others_are_sent_by_others(
    mail_server, start_sender, settings
):
    settings.OUTBOX_LEASE = LONG.total_seconds()
    mail_server.turn("--delay-ms=50")
    waiting(20)

    sender = start_sender()
    eventually(lambda: len(mail_server.mails) > 2)
    sender.kill()
    mail_server.turn()
    send_all(ahead=LONG)

    assert set(states()) == {"sent"}
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 20


def test_stopped_for_longer_than_its_lease_it_does_not_send_when_it_wakes(
    mail_server, start_sender
):
    mail_server.turn("--delay-ms=200")
    waiting()

    zombie = start_sender()
    eventually(lambda: states() == ["sending"])
    zombie.signal(signal.SIGSTOP)
    assert mail_server.mails == []
    send_all()
    assert (states(), len(mail_server.mails)) == (["sent"], 1)
    zombie.signal(signal.SIGCONT)
    zombie.wait()

    assert states() == ["sent"]
    assert len(mail_server.mails) == 1


def test_stopped_with_claimed_messages_it_begins_none_that_another_has_claimed(
    mail_server, start_sender
):
    mail_server.turn("--delay-ms=50")
    waiting(12)

    zombie = start_sender()
    eventually(lambda: len(mail_server.mails) > 2)
    zombie.signal(signal.SIGSTOP)
    eventually(lambda: tick() or set(states()) == {"pending", "sent"})
    other = start_sender()
    eventually(lambda: "sending" in states())
    zombie.signal(signal.SIGCONT)
    zombie.wait()
    other.wait()
    send_all()

    assert set(states()) == {"sent"}
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 12


def test_a_workers_clock_an_hour_back_or_ahead_changes_nothing(mail_server):
    before = clock.now()
    waiting(3)
    waiting(2, due_at=before + timedelta(minutes=30))

    for step in (timedelta(hours=-1), timedelta(hours=1)):
        with time_machine.travel(clock.now() + step):
            tick()
            send_batch()

    assert states() == ["sent"] * 3 + ["pending"] * 2
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 3
    sent_at = Message.objects.filter(state="sent").values_list("sent_at", flat=True)
    assert before < min(sent_at) <= max(sent_at) < clock.now()


def test_the_databases_clock_an_hour_back_makes_no_double(mail_server, settings):
    """What was written before the step lies an hour ahead: it waits, and goes once."""
    settings.OUTBOX_UNCONFIRMED = "resend"
    ahead = clock.now() + timedelta(hours=1)
    claimed, unconfirmed = waiting(2)
    token = "00000000-0000-0000-0000-000000000001"
    Message.objects.filter(pk=claimed.pk).update(state="claimed", claim=token, lease_until=ahead)
    Message.objects.filter(pk=unconfirmed.pk).update(state="unconfirmed", updated_at=ahead)

    tick()
    send_batch()
    assert (states(), mail_server.mails) == (["claimed", "unconfirmed"], [])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_message SET lease_until = lease_until - interval '1 hour',"
            " updated_at = updated_at - interval '1 hour'"
        )
    send_all()

    assert states() == ["sent", "sent"]
    assert len(set(mail_server.mails)) == len(mail_server.mails) == 2
