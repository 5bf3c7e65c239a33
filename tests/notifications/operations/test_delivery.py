"""What happens to a message between its promise and its end."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from notifications.enums import MessageState
from notifications.letters import Letter
from notifications.models import Message
from notifications.operations import delivery, messages
from tests.factories.notifications import MessageFactory, RecipientFactory

# A Friday afternoon in Bangkok: nobody wants quiet.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
MINE, YOURS = UUID(int=1), UUID(int=2)
LETTER = Letter(subject="A subject", body="The text\n")


def claimed(**facts):
    lease = facts.pop("lease_until", LATER)
    return MessageFactory(state=MessageState.CLAIMED, claim=MINE, lease_until=lease, **facts)


def begun(**facts):
    message = delivery.begin(claimed(**facts).pk, token=MINE, now=NOW)
    assert message
    return message


def now_is(message):
    """Return the message as the database has it."""
    return Message.objects.get(pk=message.pk)


def test_claim_takes_what_is_due_in_order_and_leaves_the_rest(db):
    late = MessageFactory(due_at=NOW - timedelta(hours=1))
    later = MessageFactory(due_at=NOW - timedelta(minutes=1))
    MessageFactory(due_at=NOW + timedelta(minutes=1))
    MessageFactory(state=MessageState.CANCELLED)

    mine = delivery.claim(token=MINE, now=NOW)

    assert mine == [late.pk, later.pk]
    assert (
        list(Message.objects.filter(pk__in=mine).values_list("state", "claim", "lease_until"))
        == [("claimed", MINE, LATER)] * 2
    )


def test_claim_takes_no_more_than_a_batch(db):
    MessageFactory.create_batch(delivery.BATCH + 1)

    assert len(delivery.claim(token=MINE, now=NOW)) == delivery.BATCH
    assert len(delivery.claim(token=YOURS, now=NOW)) == 1


def test_begin_commits_the_attempt_and_the_address_of_now(db):
    message = claimed()
    message.recipient.email = "new@example.org"
    message.recipient.save()

    delivery.begin(message.pk, token=MINE, now=NOW)

    found = now_is(message)
    assert (found.state, found.attempts, found.to_address) == ("sending", 1, "new@example.org")


@pytest.mark.parametrize("token", [YOURS, uuid4()])
def test_begin_refuses_what_is_not_ours(db, token):
    message = claimed()

    assert delivery.begin(message.pk, token=token, now=NOW) is None
    assert now_is(message).state == "claimed"


def test_begin_refuses_when_the_lease_is_over(db):
    message = claimed(lease_until=NOW)

    assert delivery.begin(message.pk, token=MINE, now=NOW) is None


def test_what_was_called_back_before_is_not_begun(db):
    message = claimed()
    messages.call_back(message.recipient)

    assert delivery.begin(message.pk, token=MINE, now=NOW) is None
    assert now_is(message).state == "cancelled"


def test_begin_lets_expire_what_is_of_no_use_any_more(db):
    message = claimed(not_after=NOW)

    assert delivery.begin(message.pk, token=MINE, now=NOW) is None
    assert now_is(message).state == "expired"


@pytest.mark.parametrize(
    ("recipient", "why"),
    [
        ({"email": "", "name": "Sok Dara"}, "No e-mail address is known for Sok Dara."),
        (
            {"refused_at": NOW, "refused_reason": "550 No such user"},
            "The address was refused before: 550 No such user",
        ),
    ],
)
def test_begin_fails_what_nobody_can_be_reached_by(db, recipient, why):
    message = claimed(recipient=RecipientFactory(**recipient))

    assert delivery.begin(message.pk, token=MINE, now=NOW) is None
    assert (now_is(message).state, now_is(message).last_error) == ("failed", why)


def test_sent_keeps_what_was_said_to_whom_and_when(db):
    message = begun(last_error="An earlier trouble")

    assert delivery.sent(message, LETTER, now=NOW)

    found = now_is(message)
    assert (found.state, found.sent_at, found.subject, found.body, found.last_error) == (
        "sent",
        NOW,
        "A subject",
        "The text\n",
        "",
    )
    assert (found.claim, found.lease_until) == (None, None)


def test_the_outbox_does_not_keep_what_opens_something(db):
    letter = Letter("A subject", "Open /u/abc123/?s=done or /u/abc123/", secrets=("abc123",))
    message = begun()

    delivery.sent(message, letter, now=NOW)

    assert now_is(message).body == "Open /u/…/?s=done or /u/…/"


def test_what_was_put_off_waits_longer_each_time(db):
    pauses = []
    for attempts in range(1, 8):
        message = begun()
        message.attempts = attempts
        delivery.put_off(message, error="451 Later", now=NOW)
        found = now_is(message)
        assert (found.state, found.last_error) == ("pending", "451 Later")
        pauses.append((found.due_at - NOW) / delivery.PAUSES[min(attempts, 6) - 1])

    assert all(0.8 <= pause <= 1.2 for pause in pauses)


def test_after_the_last_attempt_it_failed(db):
    message = begun()
    message.attempts = delivery.MOST_ATTEMPTS

    delivery.put_off(message, error="451 Later", now=NOW)

    assert now_is(message).state == "failed"


def test_a_refused_address_is_noted_at_the_recipient(db):
    message = begun()

    delivery.fail(message, error="550 No such user", now=NOW, address_refused=True)

    message.recipient.refresh_from_db()
    assert now_is(message).state == "failed"
    assert (message.recipient.refused_at, message.recipient.refused_reason) == (
        NOW,
        "550 No such user",
    )


def test_an_address_that_has_changed_meanwhile_is_not_blamed(db):
    message = begun()
    message.recipient.email = "new@example.org"
    message.recipient.save()

    delivery.fail(message, error="550 No such user", now=NOW, address_refused=True)

    message.recipient.refresh_from_db()
    assert message.recipient.refused_at is None


def test_other_failures_do_not_blame_the_address(db):
    message = begun()

    delivery.fail(message, error="554 Not with these words", now=NOW)

    message.recipient.refresh_from_db()
    assert message.recipient.is_reachable


@pytest.mark.parametrize(
    ("settle", "state"),
    [
        (lambda message: delivery.withdraw(message, now=NOW), "cancelled"),
        (lambda message: delivery.doubt(message, error="Silence", now=NOW), "uncertain"),
    ],
)
def test_other_ends(db, settle, state):
    message = begun()

    assert settle(message)
    assert now_is(message).state == state


def test_an_outcome_of_what_is_not_ours_any_more_is_not_written(db):
    message = begun()
    delivery.reap(now=LATER)

    assert delivery.sent(message, LETTER, now=LATER) is False
    assert now_is(message).state == "uncertain"


def test_release_gives_back_only_what_was_not_begun(db):
    waiting, in_doubt = claimed(), begun()
    of_another = MessageFactory(state=MessageState.CLAIMED, claim=YOURS, lease_until=LATER)

    assert delivery.release(token=MINE, now=NOW, error="No server") == 1

    assert [now_is(each).state for each in (waiting, in_doubt, of_another)] == [
        "pending",
        "sending",
        "claimed",
    ]
    assert now_is(waiting).last_error == "No server"


def test_reap_settles_what_lost_senders_left_behind(db):
    not_begun = claimed(lease_until=NOW)
    in_doubt = begun()
    Message.objects.filter(pk=in_doubt.pk).update(lease_until=NOW)
    alive = claimed()
    useless = MessageFactory(not_after=NOW)
    MessageFactory(due_at=NOW + timedelta(days=1))

    due = delivery.reap(now=NOW)

    assert due == 1
    assert [now_is(each).state for each in (not_begun, in_doubt, alive, useless)] == [
        "pending",
        "uncertain",
        "claimed",
        "expired",
    ]
