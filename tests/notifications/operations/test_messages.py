"""Promises: made once by key, called back, cancelled, sent again."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import messages
from notifications.operations.messages import TooLateError
from tests.factories.notifications import MessageFactory, RecipientFactory

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def promise(recipient, key="meeting:1:1:week:1"):
    return messages.enqueue(
        key=key,
        kind="notifications.test",
        recipient=recipient,
        about=recipient,
        reason="A reason",
        due_at=NOW,
    )


def test_enqueue_promises_a_message_that_waits(db):
    recipient = RecipientFactory()

    message = promise(recipient)

    assert (message.state, message.about, message.due_at) == ("pending", recipient, NOW)


def test_the_same_key_again_returns_the_promise_that_stands(db):
    recipient = RecipientFactory()
    first = promise(recipient)
    Message.objects.filter(pk=first.pk).update(state=MessageState.SENT, sent_at=NOW)

    again = promise(recipient)

    assert (again.pk, again.state, Message.objects.count()) == (first.pk, "sent", 1)


def test_planners_at_once_make_one_promise(transactional_db):
    recipient, at_once, made = RecipientFactory(), Barrier(4), []

    def plan():
        at_once.wait()
        made.append(promise(recipient).pk)
        connection.close()

    threads = [Thread(target=plan) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [Message.objects.get().pk] * 4


def test_call_back_cancels_what_waits_about_the_record_and_nothing_else(db):
    recipient, other = RecipientFactory(), RecipientFactory()
    waiting = MessageFactory(recipient=recipient)
    claimed = MessageFactory(
        recipient=recipient,
        state=MessageState.CLAIMED,
        claim="11111111-1111-1111-1111-111111111111",
        lease_until=NOW,
    )
    sent = MessageFactory(recipient=recipient, sent=True)
    of_another = MessageFactory(recipient=other)

    called_back = messages.call_back(recipient)

    states = dict(Message.objects.values_list("pk", "state"))
    assert called_back == 2
    assert states == {
        waiting.pk: "cancelled",
        claimed.pk: "cancelled",
        sent.pk: "sent",
        of_another.pk: "pending",
    }


def test_call_back_can_be_narrowed_to_kinds(db):
    recipient = RecipientFactory()
    one = MessageFactory(recipient=recipient, kind="events.meeting_reminder")
    MessageFactory(recipient=recipient, kind="partnerships.update_request")

    assert messages.call_back(recipient, kinds=["events.meeting_reminder"]) == 1
    assert Message.objects.get(state="cancelled") == one


def test_what_holds_no_more_is_forgotten_and_may_be_promised_again(db):
    recipient, kinds = RecipientFactory(), ["events.meeting_reminder"]
    facts = {"recipient": recipient, "kind": kinds[0]}
    stale, kept = MessageFactory(**facts), MessageFactory(**facts)
    others = [
        MessageFactory(**facts, attempts=1),
        MessageFactory(**facts, sent=True),
        MessageFactory(recipient=recipient),
        MessageFactory(kind=kinds[0]),
    ]

    assert messages.forget(recipient, kinds=kinds, besides=[kept.key]) == 1
    assert messages.forget(recipient, kinds=kinds, besides=[kept.key]) == 0

    assert set(Message.objects.all()) == {kept, *others}
    again = messages.Promise(stale.key, kinds[0], recipient, recipient, "Because", NOW)
    assert messages.enqueue_all([again], now=NOW) == 1


def test_cancel_takes_back_what_waits(db):
    message = messages.cancel(MessageFactory(), by=None)

    assert message.state == "cancelled"


def test_cancel_refuses_what_has_left_and_changes_nothing(db):
    message = MessageFactory(sent=True)

    with pytest.raises(TooLateError):
        messages.cancel(message, by=None)

    message.refresh_from_db()
    assert message.state == "sent"


def test_resend_gives_a_failed_message_and_its_address_another_chance(db):
    recipient = RecipientFactory(refused_at=NOW, refused_reason="550 No such user")
    message = MessageFactory(recipient=recipient, state=MessageState.FAILED, attempts=8)

    message = messages.resend(message, now=NOW, by=None)

    recipient.refresh_from_db()
    assert (message.state, message.attempts, message.due_at) == ("pending", 0, NOW)
    assert (recipient.refused_at, recipient.refused_reason) == (None, "")


def test_resend_refuses_what_was_sent(db):
    with pytest.raises(TooLateError):
        messages.resend(MessageFactory(sent=True), now=NOW, by=None)


def test_resend_refuses_what_is_of_no_use_any_more(db):
    message = MessageFactory(state=MessageState.FAILED, not_after=NOW - timedelta(hours=1))

    with pytest.raises(TooLateError):
        messages.resend(message, now=NOW, by=None)
