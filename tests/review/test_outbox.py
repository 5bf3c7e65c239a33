"""What a reviewer found in the outbox: each of these tests shows a promise that is broken."""

import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection

from notifications.enums import Choice
from notifications.models import Message
from notifications.operations import bundles, choices, delivery, doubts, messages, pulses, relay
from notifications.operations.envelopes import message_id
from notifications.operations.sending import send_batch
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory

# A Friday afternoon in Bangkok: 15:00.
FRIDAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
SATURDAY_MORNING = datetime(2026, 11, 21, 1, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def now_is(message):
    return Message.objects.get(pk=message.pk)


@pytest.mark.parametrize("address", ["kim@example..org", "kim@", "kim@exa mple.org"])
def test_an_address_that_is_none_does_not_hold_up_the_rest(db, sink, address):
    poison = MessageFactory(recipient=RecipientFactory(email=address))
    fine = MessageFactory()

    send_batch(clock=lambda: FRIDAY)

    assert (now_is(fine).state, now_is(poison).state) == ("sent", "failed")


def test_a_name_that_hides_a_line_break_does_not_hold_up_the_rest(db, sink):
    """Anybody with an invitation can write such a name: that of who comes instead."""
    poison = MessageFactory(
        recipient=RecipientFactory(name="=?utf-8?q?x=0d=0aBcc:_evil@example.org?=")
    )
    fine = MessageFactory()

    send_batch(clock=lambda: FRIDAY)

    assert now_is(fine).state == "sent"
    assert now_is(poison).state in {"sent", "failed"}
    assert all("Bcc" not in mail for mail in sink.mails)


def test_a_subject_that_hides_a_line_break_is_words(db, sink):
    MessageFactory(reason="=?utf-8?q?x=0d=0aBcc:_evil@example.org?=")

    send_batch(clock=lambda: FRIDAY)

    assert "Bcc" not in sink.mails[0]


def test_an_address_in_another_script_that_the_form_takes_is_written_to(db, sink):
    message = MessageFactory(recipient=RecipientFactory(email="kim@b\u00fccher.example"))

    send_batch(clock=lambda: FRIDAY)

    assert now_is(message).state == "sent"
    assert sink.addresses == ["kim@xn--bcher-kva.example"]


def test_questions_that_wait_over_the_weekend_go_with_mondays(db, a_question):
    reader = RecipientFactory()
    first = MessageFactory(recipient=reader, kind=a_question)
    bundles.gather(now=FRIDAY)
    Message.objects.filter(pk=now_is(first).carried_by_id).update(state="sent", sent_at=FRIDAY)
    late = MessageFactory(recipient=reader, kind=a_question)
    bundles.gather(now=FRIDAY + HOUR)
    bundles.gather(now=SATURDAY_MORNING)
    mondays = MessageFactory(recipient=reader, kind=a_question, due_at=MONDAY_MORNING)
    bundles.gather(now=MONDAY_MORNING)

    assert now_is(late).carried_by.due_at == MONDAY_MORNING
    assert now_is(late).carried_by == now_is(mondays).carried_by


def test_what_may_have_arrived_with_others_does_not_expire(db):
    cover = MessageFactory(state="uncertain", attempts=1)
    item = MessageFactory(carried=True, carried_by=cover, not_after=FRIDAY - HOUR)

    delivery.reap(now=FRIDAY)

    assert now_is(item).state == "bundled"


def test_mails_of_which_the_server_cannot_tell_do_not_hold_up_the_others(
    db, relay_of_mails, settings
):
    settings.OUTBOX_IN_DOUBT = "reconcile"

    def in_doubt():
        message = MessageFactory(state="uncertain", attempts=1, to_address="kim@example.org")
        Message.objects.filter(pk=message.pk).update(updated_at=FRIDAY - HOUR)
        return message

    for message in [in_doubt() for _ in range(3)]:
        relay_of_mails.answers[message_id(message)] = 500
    last = in_doubt()
    relay_of_mails.answers[message_id(last)] = 200

    for tick in range(20):
        doubts.settle(now=FRIDAY + tick * timedelta(seconds=30))

    assert now_is(last).state == "sent"


def test_what_a_person_must_decide_does_not_hold_up_the_others(db, settings, monkeypatch):
    settings.OUTBOX_IN_DOUBT, settings.OUTBOX_RELAY_URL = "", ""
    monkeypatch.setattr(doubts, "MOST_AT_ONCE", 2)
    for kind in ("gone.kind", "gone.kind", "notifications.test"):
        last = MessageFactory(state="uncertain", attempts=1, kind=kind)
        Message.objects.filter(pk=last.pk).update(updated_at=FRIDAY - HOUR)

    for tick in range(20):
        doubts.settle(now=FRIDAY + tick * timedelta(seconds=30))

    assert now_is(last).state == "pending"


def test_a_relay_that_talks_nonsense_cannot_tell(settings):
    class Nonsense(BaseHTTPRequestHandler):
        def handle(self):
            self.rfile.readline()
            self.wfile.write(b"220 mail.example.org ESMTP\r\n")

    server = HTTPServer(("127.0.0.1", 0), Nonsense)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.OUTBOX_RELAY_URL = f"http://127.0.0.1:{server.server_port}/"
    try:
        assert relay.has_taken("<a.1@example.org>") is None
    finally:
        server.shutdown()
        server.server_close()


def test_a_clock_that_is_set_back_an_hour_does_not_stop_the_outbox_for_an_hour(db):
    pulses.won("tick", now=FRIDAY, every=timedelta(seconds=30))

    assert pulses.won("tick", now=FRIDAY - HOUR, every=timedelta(seconds=30))


def test_what_is_turned_off_leaves_the_mail_that_waits(db, sink):
    reader = PreferenceFactory(choice=Choice.WEEKLY).recipient
    item = MessageFactory(recipient=reader)
    bundles.gather(now=FRIDAY)
    choices.choose(reader, {"notifications.test": Choice.OFF}, by=None)

    send_batch(clock=lambda: MONDAY_MORNING + HOUR)

    assert sink.mails == []
    assert now_is(item).state == "cancelled"


def test_a_kind_that_this_version_does_not_know_is_left_to_the_next(db, sink):
    ahead = MessageFactory(kind="notifications.of_the_next_version")

    send_batch(clock=lambda: FRIDAY)

    assert now_is(ahead).state == "pending"


def test_calling_back_and_boarding_never_wait_for_each_other(transactional_db, monkeypatch):
    """A mail that waits carries one message about a record; another about it boards now."""
    reader = PreferenceFactory(choice=Choice.WEEKLY).recipient
    MessageFactory(recipient=reader)
    bundles.gather(now=FRIDAY)
    MessageFactory(recipient=reader)
    held, board, errors = Event(), bundles._board, []

    def slow(*args, **options):
        # The message is held; the mail is not yet. Let the other one take the mail first.
        held.set()
        time.sleep(0.5)
        board(*args, **options)

    def call_back():
        held.wait()
        try:
            messages.call_back(reader)
        except OperationalError as error:
            errors.append(str(error))
        finally:
            connection.close()

    monkeypatch.setattr(bundles, "_board", slow)
    other = Thread(target=call_back)
    other.start()
    try:
        bundles.gather(now=FRIDAY + HOUR)
    except OperationalError as error:
        errors.append(str(error))
    other.join()

    assert errors == []


def test_one_click_turns_off_what_came_not_what_was_taken_out(db, a_question):
    reader = RecipientFactory()
    came = MessageFactory(recipient=reader, kind=a_question)
    bundles.gather(now=FRIDAY)
    cover = now_is(came).carried_by
    MessageFactory(recipient=reader, carried_by=cover, state="cancelled")

    assert choices.kinds_in(cover) == [a_question]
