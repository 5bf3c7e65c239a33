"""A batch on its way through a real mail server."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from unittest.mock import ANY

import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone, translation

from notifications import mails
from notifications.mails import Kind, Mail, Section
from notifications.models import Message
from notifications.operations import batches, claims
from notifications.operations.batches import send_batch
from notifications.operations.messages import cancel_pending
from notifications.wording import error_of
from tests.factories.notifications import MessageFactory, RecipientFactory

# A Friday afternoon in Bangkok: nobody wants quiet.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def clock():
    return NOW


def to(address, **facts):
    return MessageFactory(recipient=RecipientFactory(email=address), **facts)


def now_is(message):
    return Message.objects.get(pk=message.pk)


def ends():
    """Return the state and the error of each message by its address."""
    rows = Message.objects.select_related("recipient")
    return {each.recipient.email: (each.state, error_of(each)) for each in rows}


def test_each_mail_is_handed_over_once_on_one_connection(db, sink):
    messages = [MessageFactory() for _ in range(3)]

    begun = send_batch(clock=clock)
    again = send_batch(clock=clock)

    assert (begun, again, sink.connections) == (3, 0, 1)
    assert sink.addresses == [message.recipient.email for message in messages]
    assert set(Message.objects.values_list("state", "sent_at", "attempts")) == {("sent", NOW, 1)}


def test_two_senders_at_once_send_each_mail_once(transactional_db, sink):
    addresses = {MessageFactory().recipient.email for _ in range(120)}
    at_once = Barrier(2)

    def send():
        at_once.wait()
        while send_batch(clock=clock):
            pass
        connection.close()

    senders = [Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert sorted(sink.addresses) == sorted(addresses)
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_refused_address_fails_at_once_and_is_noted(db, sink):
    message = to("nobody@example.org")
    fine = to("somebody@example.org")

    send_batch(clock=clock)

    message.recipient.refresh_from_db()
    assert ends() == {
        "nobody@example.org": ("failed", "550 5.1.1 No such user here"),
        "somebody@example.org": ("sent", ""),
    }
    assert message.recipient.refused_at == NOW
    assert sink.addresses == [fine.recipient.email]


def test_a_refusal_without_a_number_is_the_address_too(db, sink):
    message = to("unknown@example.org")

    send_batch(clock=clock)

    message.recipient.refresh_from_db()
    assert message.recipient.refused_reason == "550 No such user here"


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("relaying@example.org", "550 5.7.1 Relaying denied"),
        ("spam@example.org", "554 5.6.0 Not with these words"),
    ],
)
def test_a_refusal_of_us_or_of_the_words_does_not_blame_the_address(db, sink, address, error):
    message = to(address)

    send_batch(clock=clock)

    message.recipient.refresh_from_db()
    assert ends() == {address: ("failed", error)}
    assert message.recipient.is_reachable


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("later@example.org", "451 4.3.0 Try again later"),
        ("busy@example.org", "452 4.3.1 Disk full"),
    ],
)
def test_what_the_server_does_not_take_now_waits(db, sink, address, error):
    to(address)
    to("somebody@example.org")

    send_batch(clock=clock)

    message = Message.objects.get(recipient__email=address)
    assert ends() == {address: ("pending", error), "somebody@example.org": ("sent", "")}
    assert (message.attempts, message.due_at > NOW) == (1, True)


def test_a_connection_cut_before_the_end_of_the_mail_loses_and_doubles_nothing(db, sink):
    to("cut@example.org")
    to("somebody@example.org")

    send_batch(clock=clock)

    assert ends() == {
        "cut@example.org": ("pending", ANY),
        "somebody@example.org": ("sent", ""),
    }
    assert (sink.addresses, sink.connections) == (["somebody@example.org"], 2)


def test_a_server_that_takes_the_mail_and_says_nothing_leaves_it_unconfirmed(db, sink):
    to("silent@example.org")
    to("somebody@example.org")

    send_batch(clock=clock)
    send_batch(clock=lambda: NOW + timedelta(days=1))

    assert ends() == {
        "silent@example.org": ("unconfirmed", ANY),
        "somebody@example.org": ("sent", ""),
    }
    assert sink.addresses == ["silent@example.org", "somebody@example.org"]


def test_without_a_mail_server_messages_wait_and_no_attempt_is_counted(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    MessageFactory.create_batch(2)

    begun = send_batch(clock=clock)

    assert begun == 0
    assert (
        list(Message.objects.values_list("state", "attempts", "claim"))
        == [("pending", 0, None)] * 2
    )
    assert all("refused" in error_of(message) for message in Message.objects.all())


def test_a_letter_that_cannot_be_written_fails_alone(db, sink):
    to("one@example.org", reason="Impossible")
    to("two@example.org", kind="notifications.unheard_of")
    to("three@example.org", recipient__time_zone="Mars/Olympus")
    to("four@example.org")

    send_batch(clock=clock)

    assert ends()["one@example.org"] == ("failed", "ValueError: The facts contradict each other")
    assert ends()["two@example.org"] == ("pending", "NoComposerError: notifications.unheard_of")
    assert ends()["four@example.org"] == ("sent", "")
    assert Message.objects.get(recipient__email="one@example.org").recipient.is_reachable


def test_a_clock_that_does_not_exist_fails_the_message(db, sink):
    MessageFactory(recipient__time_zone="Mars/Olympus")

    send_batch(clock=clock)

    assert Message.objects.get().state == "failed"


def test_a_fact_that_is_gone_is_not_told(db, sink):
    to("one@example.org", reason="Nothing to say")

    send_batch(clock=clock)

    assert ends() == {"one@example.org": ("cancelled", "There was nothing more to say.")}
    assert sink.taken == []


def test_what_is_cancelled_while_the_batch_runs_is_not_sent(db, sink):
    messages = [MessageFactory() for _ in range(3)]

    def cancel_the_second(message):
        cancel_pending(Message.objects.about(messages[1].recipient))
        return Mail("A subject", (Section("Text"),))

    mails.register(Kind("notifications.test", "Test message", cancel_the_second))

    assert send_batch(clock=clock) == 2
    assert sink.addresses == [messages[0].recipient.email, messages[2].recipient.email]
    assert [message.state for message in Message.objects.order_by("pk")] == [
        "sent",
        "cancelled",
        "sent",
    ]


def test_a_sender_goes_on_while_there_is_time(db, sink):
    MessageFactory.create_batch(claims.BATCH + 1)

    assert send_batch(clock=clock) == claims.BATCH + 1
    assert sink.connections == 1


def test_when_the_time_is_over_the_rest_is_given_back(db, sink):
    MessageFactory.create_batch(3)
    moments = iter([0, 1, 1, *[21] * 9])

    begun = send_batch(clock=clock, stopwatch=lambda: next(moments))

    assert begun == 1
    assert sorted(Message.objects.values_list("state", "claim")) == [
        ("pending", None),
        ("pending", None),
        ("sent", None),
    ]


def test_the_clock_of_the_database_is_used_where_none_is_given(db, sink):
    MessageFactory(urgency="at_once")

    assert send_batch() == 1
    assert Message.objects.get().sent_at > NOW


def test_what_became_of_a_mail_is_written_down_through_a_restart_of_the_database(
    transactional_db, sink
):
    written = []

    def lose_the_database_once(message):
        written.append(message)
        if len(written) == 1:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return Mail("A subject", (Section("Text"),))

    mails.register(Kind("notifications.test", "Test message", lose_the_database_once))
    MessageFactory()

    assert send_batch(clock=clock) == 1
    assert (len(written), len(sink.taken), Message.objects.get().state) == (2, 1, "sent")


def test_a_database_that_stays_away_ends_the_batch_and_nothing_is_sent(
    transactional_db, sink, monkeypatch
):
    monkeypatch.setattr(batches, "DATABASE_PATIENCE", timedelta(0))

    def lose_the_database(message):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    mails.register(Kind("notifications.test", "Test message", lose_the_database))
    MessageFactory()

    with pytest.raises((DatabaseError, InterfaceError)):
        send_batch(clock=clock)
    connection.close()

    assert (sink.taken, Message.objects.get().state) == ([], "sending")


def test_a_letter_is_written_as_its_reader_reads_and_by_their_clock(db, sink, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "French")]
    seen = []

    def compose(message):
        seen.append((translation.get_language(), timezone.get_current_timezone_name()))
        return Mail("A subject", (Section("Text"),))

    mails.register(Kind("notifications.test", "Test message", compose))
    MessageFactory(recipient__language="fr", recipient__time_zone="Asia/Yangon")
    MessageFactory(recipient__language="km", recipient__time_zone="Asia/Phnom_Penh")

    send_batch(clock=clock)

    assert seen == [("fr", "Asia/Yangon"), ("en", "Asia/Phnom_Penh")]


@pytest.mark.parametrize("address", ["kim@example..org", "kim@", "kim@exa mple.org"])
def test_an_address_that_is_none_does_not_hold_up_the_rest(db, sink, address):
    poison = MessageFactory(recipient=RecipientFactory(email=address))
    fine = MessageFactory()

    send_batch(clock=lambda: NOW)

    assert (now_is(fine).state, now_is(poison).state) == ("sent", "failed")


def test_a_name_that_hides_a_line_break_does_not_hold_up_the_rest(db, sink):
    """Anybody with an invitation can write such a name: that of who comes instead."""
    poison = MessageFactory(
        recipient=RecipientFactory(name="=?utf-8?q?x=0d=0aBcc:_evil@example.org?=")
    )
    fine = MessageFactory()

    send_batch(clock=lambda: NOW)

    assert now_is(fine).state == "sent"
    assert now_is(poison).state in {"sent", "failed"}
    assert all("Bcc" not in mail for mail in sink.mails)


def test_a_subject_that_hides_a_line_break_is_words(db, sink):
    MessageFactory(reason="=?utf-8?q?x=0d=0aBcc:_evil@example.org?=")

    send_batch(clock=lambda: NOW)

    assert "Bcc" not in sink.mails[0]


def test_an_address_in_another_script_that_the_form_takes_is_written_to(db, sink):
    message = MessageFactory(recipient=RecipientFactory(email="kim@b\u00fccher.example"))

    send_batch(clock=lambda: NOW)

    assert now_is(message).state == "sent"
    assert sink.addresses == ["kim@xn--bcher-kva.example"]


def test_a_kind_that_this_version_does_not_know_is_left_to_the_next(db, sink):
    ahead = MessageFactory(kind="notifications.of_the_next_version")

    send_batch(clock=lambda: NOW)

    assert now_is(ahead).state == "pending"
