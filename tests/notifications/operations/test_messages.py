"""Messages: written once by key, cancelled, discarded, sent again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread
from uuid import UUID

import pytest
from django.db import connection, transaction

from notifications.enums import HELD, LEFT, Choice, MessageState, Urgency
from notifications.models import Message
from notifications.operations import claims, messages
from notifications.operations.messages import NotWantedError, OutgoingMessage, TooLateError
from notifications.wording import error_of
from tests.factories.accounts import UserFactory
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory
from tests.locks import wait_until_somebody_waits_for_us

# A Friday afternoon in Bangkok: nobody wants quiet.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def outgoing(recipient, key="meeting:1:1:week:1", **facts):
    facts = {"due_at": NOW, "kind": "notifications.test", "reason": "A reason", **facts}
    return OutgoingMessage(key=key, recipient=recipient, about=recipient, **facts)


def enqueued(recipient, key="meeting:1:1:week:1", **facts):
    return messages.enqueue(outgoing(recipient, key, **facts), now=NOW)


def a_digest(state, *, of_items=MessageState.IN_DIGEST, **facts):
    """Return a mail and the two messages that it carries."""
    held = {"claim": UUID(int=1), "lease_until": NOW} if state in HELD else {}
    left = {"sent_at": NOW} if state in LEFT else {}
    digest = MessageFactory(state=state, **held, **left, **facts)
    items = MessageFactory.create_batch(
        2, digest=digest, recipient=digest.recipient, state=of_items, **left
    )
    return digest, items


def states(*found):
    return [Message.objects.get(pk=message.pk).state for message in found]


def test_enqueue_writes_a_message_that_waits(db):
    recipient = RecipientFactory()

    message = enqueued(recipient)

    assert (message.state, message.about, message.due_at) == ("pending", recipient, NOW)


def test_the_same_key_again_returns_the_message_that_is_there(db):
    recipient = RecipientFactory()
    first = enqueued(recipient)
    Message.objects.filter(pk=first.pk).update(state=MessageState.SENT, sent_at=NOW)

    again = enqueued(recipient)

    assert (again.pk, again.state, Message.objects.count()) == (first.pk, "sent", 1)


def test_several_messages_at_once_count_what_is_new(db):
    recipient = RecipientFactory()
    enqueued(recipient, "known")
    wanted = [outgoing(recipient, key) for key in ("known", "new", "other", "new")]

    new = messages.enqueue_all(wanted, now=NOW)
    again = messages.enqueue_all(wanted, now=NOW)

    assert (new, again) == (2, 0)
    assert set(Message.objects.values_list("key", flat=True)) == {"known", "new", "other"}


def test_a_message_that_falls_due_at_night_waits_for_the_morning_of_its_reader(db):
    tonight = datetime(2026, 11, 19, 16, tzinfo=UTC)
    of = {"due_at": tonight, "not_after": None}

    in_bangkok = messages.enqueue(outgoing(RecipientFactory(), "calm", **of), now=tonight)
    in_london = messages.enqueue(
        outgoing(RecipientFactory(time_zone="Europe/London"), "far", **of), now=tonight
    )
    at_once = messages.enqueue(
        outgoing(RecipientFactory(), "once", urgency=Urgency.AT_ONCE, **of), now=tonight
    )

    morning = datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert (in_bangkok.due_at, in_london.due_at, at_once.due_at) == (morning, tonight, tonight)


def test_planners_at_once_make_one_message(transactional_db):
    recipient, at_once, made = RecipientFactory(), Barrier(4), []

    def plan():
        at_once.wait()
        made.append(enqueued(recipient).pk)
        connection.close()

    threads = [Thread(target=plan) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [Message.objects.get().pk] * 4


def test_cancel_pending_cancels_what_waits_about_the_record_and_nothing_else(db):
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

    cancelled = messages.cancel_pending(Message.objects.about(recipient))

    states = dict(Message.objects.values_list("pk", "state"))
    assert cancelled == {waiting.pk, claimed.pk}
    assert states == {
        waiting.pk: "cancelled",
        claimed.pk: "cancelled",
        sent.pk: "sent",
        of_another.pk: "pending",
    }


def test_cancel_pending_can_be_narrowed_to_kinds(db):
    recipient = RecipientFactory()
    one = MessageFactory(recipient=recipient, kind="events.meeting_reminder")
    MessageFactory(recipient=recipient, kind="partnerships.update_request")

    of_kind = Message.objects.about(recipient).filter(kind=one.kind)
    assert messages.cancel_pending(of_kind) == {one.pk}
    assert Message.objects.get(state="cancelled") == one


@pytest.mark.parametrize(
    ("digest", "is_cancelled"),
    [
        (MessageState.PENDING, True),
        (MessageState.CLAIMED, True),
        (MessageState.SENDING, False),
        (MessageState.UNCONFIRMED, False),
    ],
)
def test_what_goes_with_others_is_cancelled_until_the_mail_leaves(db, digest, is_cancelled):
    digest, items = a_digest(digest)
    about_something = MessageFactory(in_digest=True, digest=digest)

    found = messages.cancel_pending(Message.objects.filter(pk=about_something.pk))
    assert bool(found) == is_cancelled

    about_something.refresh_from_db()
    expected = ("cancelled", None) if is_cancelled else ("in_digest", digest)
    assert (about_something.state, about_something.digest) == expected
    assert states(*items) == ["in_digest", "in_digest"]


@pytest.mark.parametrize(
    "take_back",
    [
        lambda item: messages.cancel_pending(Message.objects.about(item.recipient)),
        lambda item: messages.cancel(item, by=None),
    ],
)
def test_a_mail_does_not_leave_while_something_in_it_is_taken_back(transactional_db, take_back):
    digest = MessageFactory(
        state=MessageState.CLAIMED, claim=UUID(int=1), lease_until=NOW + timedelta(minutes=5)
    )
    item = MessageFactory(in_digest=True, digest=digest)
    taken_back, seen = Event(), []

    def send():
        taken_back.wait()
        claims.begin(None, digest, token=UUID(int=1), now=NOW)
        seen.extend(states(item))
        connection.close()

    sender = Thread(target=send)
    sender.start()
    with transaction.atomic():
        take_back(item)
        taken_back.set()
        wait_until_somebody_waits_for_us()
    sender.join()

    assert seen == ["cancelled"]


def test_what_holds_no_more_is_discarded_and_may_be_enqueued_again(db):
    recipient, kinds = RecipientFactory(), ["events.meeting_reminder"]
    facts = {"recipient": recipient, "kind": kinds[0]}
    stale, kept = MessageFactory(**facts), MessageFactory(**facts)
    others = [
        MessageFactory(**facts, attempts=1),
        MessageFactory(**facts, sent=True),
        *(MessageFactory(recipient=recipient), MessageFactory(kind=kinds[0])),
    ]

    about = Message.objects.about(recipient).filter(kind__in=kinds).exclude(key=kept.key)
    assert messages.discard_pending(about) == 1
    assert messages.discard_pending(about) == 0

    assert set(Message.objects.all()) == {kept, *others}
    again = messages.OutgoingMessage(stale.key, kinds[0], recipient, recipient, "Because", NOW)
    assert messages.enqueue_all([again], now=NOW) == 1


def test_cancel_takes_back_what_waits(db):
    message = messages.cancel(MessageFactory(), by=None)

    assert (message.state, message.by_hand) == ("cancelled", True)


def test_cancel_refuses_what_has_left_and_changes_nothing(db):
    message = MessageFactory(sent=True)

    with pytest.raises(TooLateError):
        messages.cancel(message, by=None)

    message.refresh_from_db()
    assert message.state == "sent"


def test_cancel_of_a_mail_takes_along_what_it_carries(db):
    digest, items = a_digest(MessageState.PENDING)

    messages.cancel(digest, by=None)

    assert states(digest, *items) == ["cancelled"] * 3
    assert not Message.objects.filter(by_hand=False).exists()


def test_one_message_of_several_is_cancelled_alone(db):
    digest, [item, other] = a_digest(MessageState.CLAIMED)

    messages.cancel(item, by=None)

    assert states(digest, item, other) == ["claimed", "cancelled", "in_digest"]


@pytest.mark.parametrize("state", [MessageState.SENDING, MessageState.UNCONFIRMED])
def test_what_is_in_a_mail_that_leaves_cannot_be_cancelled(db, state):
    digest, [item, _other] = a_digest(state)

    with pytest.raises(TooLateError):
        messages.cancel(item, by=None)

    assert states(digest, item) == [state, "in_digest"]


def test_send_now_waits_for_neither_morning_nor_company(db):
    message = MessageFactory(due_at=NOW + timedelta(days=3))

    message = messages.send_now(message, now=NOW, by=None)

    assert (message.state, message.due_at, message.urgency) == ("pending", NOW, "at_once")


def test_send_now_of_one_sends_the_mail_that_carries_it(db):
    digest, [item, other] = a_digest(MessageState.PENDING)

    message = messages.send_now(item, now=NOW, by=None)

    assert (message, message.urgency) == (digest, "at_once")
    assert states(item, other) == ["in_digest", "in_digest"]


@pytest.mark.parametrize(
    "facts",
    [{"sent": True}, {"state": MessageState.CANCELLED}, {"not_after": NOW - timedelta(hours=1)}],
)
def test_send_now_refuses_what_does_not_wait_or_helps_nobody(db, facts):
    message = MessageFactory(**facts)

    with pytest.raises(TooLateError):
        messages.send_now(message, now=NOW, by=None)


def test_a_message_within_a_record_is_shown_with_it(db):
    recipient, pairing = RecipientFactory(), RecipientFactory()
    outgoing = messages.OutgoingMessage(
        "key", "notifications.test", recipient, recipient, "Because", NOW
    )

    inside = messages.enqueue(replace(outgoing, within=pairing), now=NOW)
    outside = messages.enqueue(replace(outgoing, key="other"), now=NOW)

    assert list(Message.objects.shown_with(pairing)) == [inside]
    assert set(Message.objects.shown_with(recipient)) == {inside, outside}


def test_resend_gives_a_failed_message_and_its_address_another_chance(db):
    recipient = RecipientFactory(refused_at=NOW, refused_reason="550 No such user")
    message = MessageFactory(recipient=recipient, state=MessageState.FAILED, attempts=8)

    message = messages.resend(message, now=NOW, by=None)

    recipient.refresh_from_db()
    assert (message.state, message.attempts, message.due_at) == ("pending", 0, NOW)
    assert (recipient.refused_at, recipient.refused_reason) == (None, "")


def test_what_a_person_cancelled_is_sent_after_all(db):
    message = messages.cancel(MessageFactory(), by=UserFactory(name="Kim"))
    assert error_of(message) == "Cancelled by Kim."

    again = messages.resend(message, now=NOW, by=None)

    assert (again.state, again.due_at, again.by_hand) == ("pending", NOW, False)
    assert error_of(again) == ""


def test_resend_refuses_what_the_facts_cancelled(db):
    with pytest.raises(TooLateError, match="or is cancelled"):
        messages.resend(MessageFactory(state=MessageState.CANCELLED), now=NOW, by=None)


def test_a_mail_that_a_person_cancelled_takes_along_its_items(db):
    digest, items = a_digest(MessageState.PENDING)
    gone = MessageFactory(state=MessageState.EXPIRED, digest=digest)
    messages.cancel(digest, by=None)

    messages.resend(Message.objects.get(pk=items[0].pk), now=NOW, by=None)

    assert states(digest, *items, gone) == ["pending", "in_digest", "in_digest", "expired"]


def test_what_a_person_took_out_of_a_mail_stays_out(db):
    digest, [item, other] = a_digest(MessageState.PENDING)
    messages.cancel(item, by=None)
    Message.objects.filter(pk=digest.pk).update(state=MessageState.FAILED)

    messages.resend(Message.objects.get(pk=digest.pk), now=NOW, by=None)

    assert states(digest, item, other) == ["pending", "cancelled", "in_digest"]


def test_resend_refuses_what_was_sent(db):
    with pytest.raises(TooLateError):
        messages.resend(MessageFactory(sent=True), now=NOW, by=None)


def test_resend_refuses_what_is_of_no_use_any_more(db):
    message = MessageFactory(state=MessageState.FAILED, not_after=NOW - timedelta(hours=1))

    with pytest.raises(TooLateError):
        messages.resend(message, now=NOW, by=None)


@pytest.mark.parametrize("asked_for", ["the mail", "one of them"])
@pytest.mark.parametrize(
    ("state", "of_items"),
    [
        (MessageState.FAILED, MessageState.FAILED),
        (MessageState.UNCONFIRMED, MessageState.IN_DIGEST),
        (MessageState.BOUNCED, MessageState.BOUNCED),
    ],
)
def test_what_went_together_is_sent_again_together(db, asked_for, state, of_items):
    digest, items = a_digest(state, of_items=of_items, attempts=8)
    gone = MessageFactory(state=MessageState.CANCELLED, digest=digest)
    item = MessageFactory(state=MessageState.FAILED, digest=digest)

    again = messages.resend(digest if asked_for == "the mail" else item, now=NOW, by=None)

    assert (again, again.attempts, again.sent_at, again.urgency) == (digest, 0, None, "at_once")
    assert states(digest, *items, item, gone) == ["pending", *["in_digest"] * 3, "cancelled"]


def test_what_could_not_be_written_is_sent_again_without_the_mail_that_went(db):
    digest, items = a_digest(MessageState.SENT, of_items=MessageState.SENT)
    item = MessageFactory(state=MessageState.FAILED, digest=digest)

    again = messages.resend(item, now=NOW, by=None)

    assert (again, again.state, again.digest) == (item, "pending", None)
    assert states(digest, *items) == ["sent", "sent", "sent"]


def test_send_now_asks_the_reader_first(db):
    reader = PreferenceFactory(choice=Choice.OFF).recipient
    message = MessageFactory(recipient=reader)

    with pytest.raises(NotWantedError):
        messages.send_now(message, now=NOW, by=None)


def test_what_somebody_cancels_says_who(db):
    user = UserFactory(name="Dara Sok")

    assert error_of(messages.cancel(MessageFactory(), by=user)) == "Cancelled by Dara Sok."
