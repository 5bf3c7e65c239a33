"""The mail server takes, does not take, says nothing, says it late, or is not there at all."""

from __future__ import annotations

import signal
import socket
from contextlib import contextmanager
from datetime import timedelta

import pytest

from notifications.models import Message
from notifications.operations import unconfirmed
from notifications.operations.batches import send_batch
from notifications.queries import clock
from notifications.wording import error_of
from tests.drills.conftest import eventually, send_all, states, tick, waiting
from tests.notifications.conftest import Sink, listening

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def black_hole():
    """Listen and never take up: further callers are neither let in nor refused."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as hole:
        callers = [socket.socket() for _ in range(3)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(hole.getsockname())
        yield hole.getsockname()[1]
        for caller in callers:
            caller.close()


@contextmanager
def mute():
    """Let callers in and say nothing to them."""
    with socket.create_server(("127.0.0.1", 0)) as hole:
        yield hole.getsockname()[1]


def test_accepted_without_an_answer_a_server_that_can_be_asked_resolves_it(mail_server, settings):
    settings.OUTBOX_UNCONFIRMED = "reconcile"
    mail_server.turn("--drop-after=1")
    waiting()

    send_batch()
    assert states() == ["unconfirmed"]
    mail_server.turn()
    send_all()

    assert states() == ["sent"]
    assert len(mail_server.mails) == 1


def test_accepted_without_an_answer_and_sent_again_it_is_the_same_mail_to_every_reader(
    mail_server, settings
):
    settings.OUTBOX_UNCONFIRMED = "resend"
    mail_server.turn("--drop-after=1")
    waiting()

    send_batch()
    mail_server.turn()
    send_all()

    assert states() == ["sent"]
    first, second = mail_server.mails
    assert first == second


def test_accepted_without_an_answer_and_held_it_is_left_to_a_person(mail_server, settings):
    settings.OUTBOX_UNCONFIRMED = "hold"
    mail_server.turn("--drop-after=1")
    waiting()

    send_batch()
    mail_server.turn()
    send_all()

    assert states() == ["unconfirmed"]
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize("policy", ["reconcile", "resend"])
def test_not_accepted_and_without_an_answer_it_arrives_once(mail_server, settings, policy):
    settings.OUTBOX_UNCONFIRMED = policy
    mail_server.turn("--drop-before=1")
    waiting()

    send_batch()
    assert (states(), mail_server.mails) == (["unconfirmed"], [])
    mail_server.turn()
    send_all()

    assert states() == ["sent"]
    assert len(mail_server.mails) == 1


def test_not_accepted_and_held_it_is_not_lost_in_silence(mail_server, settings):
    settings.OUTBOX_UNCONFIRMED = "hold"
    mail_server.turn("--drop-before=1")
    waiting()

    send_batch()
    mail_server.turn()
    send_all()

    assert states() == ["unconfirmed"]


def test_a_server_that_takes_the_mail_late_is_not_asked_too_early(mail_server, settings):
    settings.OUTBOX_UNCONFIRMED = "reconcile"
    settings.OUTBOX_DOT_TIMEOUT, settings.OUTBOX_GRACE = 0.3, 600
    mail_server.turn("--think-ms=3000")
    waiting()

    send_batch()
    tick()
    assert states() == ["unconfirmed"]
    eventually(lambda: len(mail_server.mails) == 1)
    unconfirmed.resolve(now=clock.now() + timedelta(minutes=10))

    assert states() == ["sent"]
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize("hole", [black_hole, mute])
def test_a_black_hole_costs_no_attempt(mail_server, settings, hole):
    settings.EMAIL_TIMEOUT = 0.5
    waiting(2)

    with hole() as port:
        settings.EMAIL_PORT = port
        send_batch()
    [attempts] = set(Message.objects.values_list("attempts", flat=True))
    assert (states(), attempts) == (["pending"] * 2, 0)
    assert "timed out" in error_of(Message.objects.first())
    settings.EMAIL_PORT = mail_server.smtp
    send_all()

    assert len(set(mail_server.mails)) == len(mail_server.mails) == 2


def test_a_server_that_falls_silent_in_the_middle_gets_the_mail_later(
    mail_server, settings, start_sender
):
    settings.OUTBOX_UNCONFIRMED, settings.EMAIL_TIMEOUT = "reconcile", 3
    mail_server.turn("--delay-ms=500")
    waiting()

    sender = start_sender()
    eventually(lambda: states() == ["sending"])
    mail_server.signal(signal.SIGSTOP)
    sender.wait()
    assert states() == ["pending"]
    mail_server.signal(signal.SIGCONT)
    send_all()

    assert states() == ["sent"]
    assert len(mail_server.mails) == 1


def test_a_server_that_is_always_busy_gets_each_mail_once_when_it_is_not(mail_server):
    mail_server.turn("--busy=1")
    waiting(3)

    send_batch()
    assert (states(), mail_server.mails) == (["pending"] * 3, [])
    mail_server.turn()
    send_all()

    assert len(set(mail_server.mails)) == len(mail_server.mails) == 3


def test_one_refused_address_leaves_the_rest_of_its_batch_alone(settings):
    sink = Sink()
    messages = waiting(3)
    messages[1].recipient.email = "nobody@example.org"
    messages[1].recipient.save()

    with listening(sink) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 3
        send_batch()

    assert states() == ["sent", "failed", "sent"]
    assert sink.addresses == [messages[0].recipient.email, messages[2].recipient.email]


def test_a_message_that_cannot_be_written_does_not_hold_up_the_rest(mail_server):
    waiting(1, reason="Impossible")
    waiting(2)

    send_batch()

    assert states() == ["failed", "sent", "sent"]
    assert len(mail_server.mails) == 2
