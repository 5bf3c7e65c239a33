"""Mails of which nobody knows whether they arrived: resolved after a rest, one by one."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from notifications.enums import MessageState, UnconfirmedPolicy
from notifications.mails import Kind
from notifications.models import Message
from notifications.operations import unconfirmed
from notifications.operations.render import message_id
from tests.factories.notifications import MessageFactory
from tests.locks import wait_until_somebody_waits_for_us

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
AN_HOUR_AGO = NOW - timedelta(hours=1)


def an_unconfirmed(since=AN_HOUR_AGO, **facts):
    facts = {"attempts": 1, "last_error": "Silence", "to_address": "dara@example.org", **facts}
    message = MessageFactory(state=MessageState.UNCONFIRMED, **facts)
    Message.objects.filter(pk=message.pk).update(updated_at=since)
    message.refresh_from_db()
    return message


def items_in(message):
    return MessageFactory.create_batch(2, in_digest=True, digest=message)


def now_is(message):
    return Message.objects.get(pk=message.pk)


def states(*messages):
    return [now_is(message).state for message in messages]


@pytest.fixture
def policy(settings):
    """Return a way to say what this installation does with an unconfirmed mail."""

    def say(policy):
        settings.OUTBOX_UNCONFIRMED = policy

    return say


def test_an_unconfirmed_mail_rests_before_it_is_resolved(db, policy, settings):
    policy("resend")
    settings.OUTBOX_GRACE = 900
    fresh = an_unconfirmed(since=NOW - timedelta(seconds=899))
    rested = an_unconfirmed(since=NOW - timedelta(seconds=900))

    assert unconfirmed.resolve(now=NOW) == 1
    assert states(fresh, rested) == ["unconfirmed", "pending"]


def test_the_longest_unconfirmed_come_first_and_not_all_at_once(db, policy, monkeypatch):
    policy("resend")
    monkeypatch.setattr(unconfirmed, "MOST_AT_ONCE", 1)
    later, first = an_unconfirmed(), an_unconfirmed(since=AN_HOUR_AGO - timedelta(hours=1))

    assert unconfirmed.resolve(now=NOW) == 1
    assert states(first, later) == ["pending", "unconfirmed"]


def test_what_is_sent_again_waits_with_the_same_identity_and_all_it_carries(db, policy):
    policy("resend")
    message = an_unconfirmed()
    items, before = items_in(message), message_id(message)

    unconfirmed.resolve(now=NOW)

    assert (now_is(message).due_at, now_is(message).attempts) == (NOW, 1)
    assert states(message, *items) == ["pending", "in_digest", "in_digest"]
    assert message_id(now_is(message)) == before


def test_after_the_last_attempt_it_failed_with_all_it_carries(db, policy):
    policy("resend")
    message = an_unconfirmed(attempts=unconfirmed.MOST_ATTEMPTS)
    items = items_in(message)

    assert unconfirmed.resolve(now=NOW) == 1

    assert states(message, *items) == ["failed"] * 3
    assert {now_is(each).last_error for each in (message, *items)} == {"Silence"}


def test_what_is_held_is_left_to_a_person(db, policy):
    policy("hold")
    message = an_unconfirmed()

    assert unconfirmed.resolve(now=NOW) == 0
    assert states(message) == ["unconfirmed"]


def test_a_mail_server_that_took_it_resolves_it(db, lookup_server):
    message = an_unconfirmed()
    items = items_in(message)
    lookup_server.answers[message_id(message)] = 200

    assert unconfirmed.resolve(now=NOW) == 1

    found = now_is(message)
    assert (found.state, found.sent_at, found.last_error) == ("sent", AN_HOUR_AGO, "")
    for item in items:
        found = now_is(item)
        assert (found.state, found.sent_at, found.to_address) == (
            "sent",
            AN_HOUR_AGO,
            "dara@example.org",
        )


def test_a_mail_server_that_did_not_take_it_gets_it_again(db, lookup_server):
    message = an_unconfirmed()

    assert unconfirmed.resolve(now=NOW) == 1
    assert (states(message), lookup_server.asked) == (["pending"], [message_id(message)])


def test_a_mail_server_that_cannot_tell_leaves_it_unconfirmed(db, lookup_server):
    message = an_unconfirmed()
    lookup_server.answers[message_id(message)] = 503

    assert unconfirmed.resolve(now=NOW) == 0
    assert states(message) == ["unconfirmed"]


@pytest.mark.parametrize("answer", [200, 404])
def test_what_a_person_resolved_in_the_meantime_stays_as_they_said(db, lookup_server, answer):
    message = an_unconfirmed()
    items = items_in(message)
    lookup_server.answers[message_id(message)] = answer
    Message.objects.filter(pk=message.pk).update(state="failed", updated_at=NOW)

    assert unconfirmed._resolve(message, now=NOW) is False
    assert states(message, *items) == ["failed", "in_digest", "in_digest"]


@pytest.mark.parametrize(
    ("of_installation", "of_kind", "can_be_asked", "expected"),
    [
        ("hold", UnconfirmedPolicy.RESEND, True, UnconfirmedPolicy.HOLD),
        ("resend", UnconfirmedPolicy.HOLD, True, UnconfirmedPolicy.RESEND),
        ("", UnconfirmedPolicy.HOLD, True, UnconfirmedPolicy.RECONCILE),
        ("", UnconfirmedPolicy.HOLD, False, UnconfirmedPolicy.HOLD),
        ("", UnconfirmedPolicy.RESEND, False, UnconfirmedPolicy.RESEND),
    ],
)
def test_the_installation_decides_then_the_mail_server_then_the_kind(  # noqa: PLR0917 - a table
    settings, test_mails, of_installation, of_kind, can_be_asked, expected
):
    settings.OUTBOX_UNCONFIRMED = of_installation
    settings.OUTBOX_LOOKUP_URL = "http://127.0.0.1:1/" if can_be_asked else ""
    kind = Kind("notifications.test", "Test", test_mails, if_unconfirmed=of_kind)

    found = unconfirmed.policy_of(kind)

    assert found == expected


def test_two_ticks_at_once_resolve_a_last_attempt_once(db, policy):
    policy("resend")
    message = an_unconfirmed(attempts=unconfirmed.MOST_ATTEMPTS)
    item, *_ = items_in(message)

    first, second = (unconfirmed._resolve(message, now=NOW) for _ in range(2))

    assert (first, second, states(message, item)) == (True, False, ["failed", "failed"])


def test_a_tick_that_comes_too_late_takes_nothing_back_from_a_person(db, policy):
    policy("resend")
    message = an_unconfirmed(attempts=unconfirmed.MOST_ATTEMPTS)
    items = items_in(message)
    Message.objects.filter(pk=message.pk).update(state="pending", attempts=0, updated_at=NOW)

    unconfirmed._resolve(message, now=NOW)

    assert states(message, *items) == ["pending", "in_digest", "in_digest"]


def test_mails_of_which_the_server_cannot_tell_do_not_hold_up_the_others(
    db, lookup_server, settings
):
    settings.OUTBOX_UNCONFIRMED = "reconcile"

    def an_unconfirmed():
        message = MessageFactory(state="unconfirmed", attempts=1, to_address="kim@example.org")
        Message.objects.filter(pk=message.pk).update(updated_at=AN_HOUR_AGO)
        return message

    for message in [an_unconfirmed() for _ in range(3)]:
        lookup_server.answers[message_id(message)] = 500
    last = an_unconfirmed()
    lookup_server.answers[message_id(last)] = 200

    for tick in range(20):
        unconfirmed.resolve(now=NOW + tick * timedelta(seconds=30))

    assert now_is(last).state == "sent"


def test_what_a_person_must_decide_does_not_hold_up_the_others(db, settings, monkeypatch):
    settings.OUTBOX_UNCONFIRMED, settings.OUTBOX_LOOKUP_URL = "", ""
    monkeypatch.setattr(unconfirmed, "MOST_AT_ONCE", 2)
    for kind in ("gone.kind", "gone.kind", "notifications.test"):
        last = MessageFactory(state="unconfirmed", attempts=1, kind=kind)
        Message.objects.filter(pk=last.pk).update(updated_at=AN_HOUR_AGO)

    for tick in range(20):
        unconfirmed.resolve(now=NOW + tick * timedelta(seconds=30))

    assert now_is(last).state == "pending"


@pytest.mark.parametrize("attempts", [1, unconfirmed.MOST_ATTEMPTS])
def test_what_a_mail_carries_is_not_held_before_the_mail(transactional_db, policy, attempts):
    """Who takes something out of it holds the mail first; else each would wait for the other."""
    policy("resend")
    mail = an_unconfirmed(attempts=attempts)
    items = items_in(mail)

    def resolve_it():
        unconfirmed.resolve(now=NOW)
        connection.close()

    resolving = Thread(target=resolve_it)
    with transaction.atomic():
        Message.objects.select_for_update().get(pk=mail.pk)
        resolving.start()
        wait_until_somebody_waits_for_us()
        free = Message.objects.select_for_update(skip_locked=True).filter(digest=mail)
        assert len(free) == len(items)
    resolving.join()

    assert now_is(mail).state != "unconfirmed"
