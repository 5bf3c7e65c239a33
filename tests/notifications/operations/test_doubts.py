"""Mails of which nobody knows whether they arrived: settled after a rest, one by one."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from notifications.enums import InDoubt, MessageState
from notifications.letters import Kind
from notifications.models import Message
from notifications.operations import delivery, doubts
from notifications.operations.envelopes import message_id
from tests.factories.notifications import MessageFactory
from tests.locks import wait_until_somebody_waits_for_us

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
AN_HOUR_AGO = NOW - timedelta(hours=1)


def in_doubt(since=AN_HOUR_AGO, **facts):
    facts = {"attempts": 1, "last_error": "Silence", "to_address": "dara@example.org", **facts}
    message = MessageFactory(state=MessageState.UNCERTAIN, **facts)
    Message.objects.filter(pk=message.pk).update(updated_at=since)
    message.refresh_from_db()
    return message


def carried_by(message):
    return MessageFactory.create_batch(2, carried=True, carried_by=message)


def now_is(message):
    return Message.objects.get(pk=message.pk)


def states(*messages):
    return [now_is(message).state for message in messages]


@pytest.fixture
def policy(settings):
    """Return a way to say what this installation does in doubt."""

    def say(policy):
        settings.OUTBOX_IN_DOUBT = policy

    return say


def test_a_doubt_rests_before_it_is_settled(db, policy, settings):
    policy("resend")
    settings.OUTBOX_GRACE = 900
    fresh = in_doubt(since=NOW - timedelta(seconds=899))
    rested = in_doubt(since=NOW - timedelta(seconds=900))

    assert doubts.settle(now=NOW) == 1
    assert states(fresh, rested) == ["uncertain", "pending"]


def test_the_longest_doubts_come_first_and_not_all_at_once(db, policy, monkeypatch):
    policy("resend")
    monkeypatch.setattr(doubts, "MOST_AT_ONCE", 1)
    later, first = in_doubt(), in_doubt(since=AN_HOUR_AGO - timedelta(hours=1))

    assert doubts.settle(now=NOW) == 1
    assert states(first, later) == ["pending", "uncertain"]


def test_what_is_sent_again_waits_with_the_same_identity_and_all_it_carries(db, policy):
    policy("resend")
    message = in_doubt()
    items, before = carried_by(message), message_id(message)

    doubts.settle(now=NOW)

    assert (now_is(message).due_at, now_is(message).attempts) == (NOW, 1)
    assert states(message, *items) == ["pending", "bundled", "bundled"]
    assert message_id(now_is(message)) == before


def test_after_the_last_attempt_it_failed_with_all_it_carries(db, policy):
    policy("resend")
    message = in_doubt(attempts=delivery.MOST_ATTEMPTS)
    items = carried_by(message)

    assert doubts.settle(now=NOW) == 1

    assert states(message, *items) == ["failed"] * 3
    assert {now_is(each).last_error for each in (message, *items)} == {"Silence"}


def test_what_is_held_is_left_to_a_person(db, policy):
    policy("hold")
    message = in_doubt()

    assert doubts.settle(now=NOW) == 0
    assert states(message) == ["uncertain"]


def test_a_mail_server_that_took_it_settles_the_doubt(db, relay_of_mails):
    message = in_doubt()
    items = carried_by(message)
    relay_of_mails.answers[message_id(message)] = 200

    assert doubts.settle(now=NOW) == 1

    found = now_is(message)
    assert (found.state, found.sent_at, found.last_error) == ("sent", AN_HOUR_AGO, "")
    for item in items:
        found = now_is(item)
        assert (found.state, found.sent_at, found.to_address) == (
            "sent",
            AN_HOUR_AGO,
            "dara@example.org",
        )


def test_a_mail_server_that_did_not_take_it_gets_it_again(db, relay_of_mails):
    message = in_doubt()

    assert doubts.settle(now=NOW) == 1
    assert (states(message), relay_of_mails.asked) == (["pending"], [message_id(message)])


def test_a_mail_server_that_cannot_tell_leaves_the_doubt(db, relay_of_mails):
    message = in_doubt()
    relay_of_mails.answers[message_id(message)] = 503

    assert doubts.settle(now=NOW) == 0
    assert states(message) == ["uncertain"]


@pytest.mark.parametrize("answer", [200, 404])
def test_what_a_person_settled_in_the_meantime_stays_as_they_said(db, relay_of_mails, answer):
    message = in_doubt()
    items = carried_by(message)
    relay_of_mails.answers[message_id(message)] = answer
    Message.objects.filter(pk=message.pk).update(state="failed", updated_at=NOW)

    assert doubts._settle(message, now=NOW) is False
    assert states(message, *items) == ["failed", "bundled", "bundled"]


@pytest.mark.parametrize(
    ("of_installation", "of_kind", "can_be_asked", "expected"),
    [
        ("hold", InDoubt.RESEND, True, InDoubt.HOLD),
        ("resend", InDoubt.HOLD, True, InDoubt.RESEND),
        ("", InDoubt.HOLD, True, InDoubt.RECONCILE),
        ("", InDoubt.HOLD, False, InDoubt.HOLD),
        ("", InDoubt.RESEND, False, InDoubt.RESEND),
    ],
)
def test_the_installation_decides_then_the_mail_server_then_the_kind(  # noqa: PLR0917 - a table
    settings, test_letters, of_installation, of_kind, can_be_asked, expected
):
    settings.OUTBOX_IN_DOUBT = of_installation
    settings.OUTBOX_RELAY_URL = "http://127.0.0.1:1/" if can_be_asked else ""
    kind = Kind("notifications.test", "Test", test_letters, in_doubt=of_kind)

    found = doubts.policy_of(kind)

    assert found == expected


def test_two_ticks_at_once_settle_a_last_attempt_once(db, policy):
    policy("resend")
    message = in_doubt(attempts=delivery.MOST_ATTEMPTS)
    item, *_ = carried_by(message)

    first, second = (doubts._settle(message, now=NOW) for _ in range(2))

    assert (first, second, states(message, item)) == (True, False, ["failed", "failed"])


def test_a_tick_that_comes_too_late_takes_nothing_back_from_a_person(db, policy):
    policy("resend")
    message = in_doubt(attempts=delivery.MOST_ATTEMPTS)
    items = carried_by(message)
    Message.objects.filter(pk=message.pk).update(state="pending", attempts=0, updated_at=NOW)

    doubts._settle(message, now=NOW)

    assert states(message, *items) == ["pending", "bundled", "bundled"]


def test_mails_of_which_the_server_cannot_tell_do_not_hold_up_the_others(
    db, relay_of_mails, settings
):
    settings.OUTBOX_IN_DOUBT = "reconcile"

    def in_doubt():
        message = MessageFactory(state="uncertain", attempts=1, to_address="kim@example.org")
        Message.objects.filter(pk=message.pk).update(updated_at=AN_HOUR_AGO)
        return message

    for message in [in_doubt() for _ in range(3)]:
        relay_of_mails.answers[message_id(message)] = 500
    last = in_doubt()
    relay_of_mails.answers[message_id(last)] = 200

    for tick in range(20):
        doubts.settle(now=NOW + tick * timedelta(seconds=30))

    assert now_is(last).state == "sent"


def test_what_a_person_must_decide_does_not_hold_up_the_others(db, settings, monkeypatch):
    settings.OUTBOX_IN_DOUBT, settings.OUTBOX_RELAY_URL = "", ""
    monkeypatch.setattr(doubts, "MOST_AT_ONCE", 2)
    for kind in ("gone.kind", "gone.kind", "notifications.test"):
        last = MessageFactory(state="uncertain", attempts=1, kind=kind)
        Message.objects.filter(pk=last.pk).update(updated_at=AN_HOUR_AGO)

    for tick in range(20):
        doubts.settle(now=NOW + tick * timedelta(seconds=30))

    assert now_is(last).state == "pending"


@pytest.mark.parametrize("attempts", [1, delivery.MOST_ATTEMPTS])
def test_what_a_mail_carries_is_not_held_before_the_mail(transactional_db, policy, attempts):
    """Who takes something out of it holds the mail first; else each would wait for the other."""
    policy("resend")
    mail = in_doubt(attempts=attempts)
    items = carried_by(mail)

    def settle():
        doubts.settle(now=NOW)
        connection.close()

    settling = Thread(target=settle)
    with transaction.atomic():
        Message.objects.select_for_update().get(pk=mail.pk)
        settling.start()
        wait_until_somebody_waits_for_us()
        free = Message.objects.select_for_update(skip_locked=True).filter(carried_by=mail)
        assert len(free) == len(items)
    settling.join()

    assert now_is(mail).state != "uncertain"
