"""What happens to a message between its first claim and its end."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from notifications.enums import Choice, MessageState
from notifications.models import Message
from notifications.operations import claims, messages
from notifications.terms import DeliveryError
from notifications.wording import error_of
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory

# A Friday afternoon in Bangkok: nobody wants quiet.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
MINE, YOURS = UUID(int=1), UUID(int=2)
said = DeliveryError.in_words


def claimed(**facts):
    lease = facts.pop("lease_until", LATER)
    return MessageFactory(state=MessageState.CLAIMED, claim=MINE, lease_until=lease, **facts)


def begun(**facts):
    message = claimed(**facts)
    assert claims.begin(None, message, token=MINE, now=NOW)
    return message


def a_digest(*, items=2, **facts):
    """Return a mail that was begun, and the messages that it carries."""
    digest = begun(**facts)
    return digest, MessageFactory.create_batch(items, in_digest=True, digest=digest)


def now_is(message):
    """Return the message as the database has it."""
    return Message.objects.get(pk=message.pk)


def states(messages):
    return [now_is(message).state for message in messages]


def test_claim_takes_what_is_due_in_order_and_leaves_the_rest(db):
    late = MessageFactory(due_at=NOW - timedelta(hours=1))
    later = MessageFactory(due_at=NOW - timedelta(minutes=1))
    MessageFactory(due_at=NOW + timedelta(minutes=1))
    MessageFactory(state=MessageState.CANCELLED)

    mine = claims.claim(token=MINE, now=NOW)

    rows = Message.objects.filter(state="claimed").order_by("due_at")
    assert mine == [late, later]
    assert list(rows.values_list("pk", "claim", "lease_until")) == [
        (late.pk, MINE, LATER),
        (later.pk, MINE, LATER),
    ]


def test_claim_takes_no_more_than_a_batch(db):
    MessageFactory.create_batch(claims.BATCH + 1)

    assert len(claims.claim(token=MINE, now=NOW)) == claims.BATCH
    assert len(claims.claim(token=YOURS, now=NOW)) == 1


def test_claim_leaves_what_goes_with_others_or_not_at_all(db, a_question):
    MessageFactory(kind=a_question)
    for choice in (Choice.WEEKLY, Choice.OFF):
        chosen = PreferenceFactory(choice=choice)
        MessageFactory(recipient=chosen.recipient)
    usual = MessageFactory(recipient=PreferenceFactory(kind="events.other").recipient)

    assert claims.claim(token=MINE, now=NOW) == [usual]


def test_claim_puts_back_what_has_slipped_into_the_night_of_its_reader(db):
    evening = datetime(2026, 11, 20, 14, tzinfo=UTC)
    calm = MessageFactory(due_at=NOW)
    tonight = MessageFactory(due_at=NOW, not_after=evening + timedelta(hours=1))

    assert claims.claim(token=MINE, now=evening) == [tonight]
    monday_morning = datetime(2026, 11, 23, 1, tzinfo=UTC)
    assert (now_is(calm).state, now_is(calm).due_at) == ("pending", monday_morning)


def test_the_gate_commits_the_attempt_and_the_address_of_now(db):
    message = claimed()
    message.recipient.email = "new@example.org"
    message.recipient.save()

    assert claims.begin(None, message, token=MINE, now=NOW)

    found = now_is(message)
    expected = ("sending", 1, "new@example.org", MINE)
    assert (found.state, found.attempts, found.to_address, found.claim) == expected
    assert (message.state, message.attempts, message.to_address, message.claim) == expected


@pytest.mark.parametrize("token", [YOURS, uuid4()])
def test_the_gate_refuses_what_is_not_ours(db, token):
    message = claimed()

    assert claims.begin(None, message, token=token, now=NOW) is False
    claims.reject(message, token=token, now=NOW)

    assert now_is(message).state == "claimed"


def test_the_gate_refuses_when_the_lease_is_over(db):
    message = claimed(lease_until=NOW)

    assert claims.begin(None, message, token=MINE, now=NOW) is False


def test_without_a_moment_the_gate_reads_the_clock_of_the_database(db):
    over, alive = claimed(), claimed(lease_until=datetime(2999, 1, 1, tzinfo=UTC))

    assert claims.begin(None, over, token=MINE, now=None) is False
    assert claims.begin(None, alive, token=MINE, now=None) is True


def test_what_was_cancelled_before_does_not_pass(db):
    message = claimed()
    messages.cancel_pending(Message.objects.about(message.recipient))

    assert claims.begin(None, message, token=MINE, now=NOW) is False
    claims.reject(message, token=MINE, now=NOW)
    assert now_is(message).state == "cancelled"


def test_the_gate_lets_expire_what_is_of_no_use_any_more(db):
    message = claimed(not_after=NOW)

    assert claims.begin(None, message, token=MINE, now=NOW) is False
    claims.reject(message, token=MINE, now=NOW)
    assert (now_is(message).state, now_is(message).claim) == ("expired", None)


def test_a_claim_that_ran_out_at_the_gate_is_left_for_the_next_tick(db):
    message = claimed(lease_until=NOW)

    claims.reject(message, token=MINE, now=NOW)

    assert now_is(message).state == "claimed"


@pytest.mark.parametrize(
    ("recipient", "why"),
    [
        ({"email": "", "name": "Sok Dara"}, "We have no e-mail address for Sok Dara."),
        (
            {"refused_at": NOW, "refused_reason": "550 No such user"},
            "The mail server refused this address before: 550 No such user",
        ),
    ],
)
def test_the_gate_fails_what_nobody_can_be_reached_by_and_what_goes_with_it(db, recipient, why):
    message = claimed(recipient=RecipientFactory(**recipient))
    item = MessageFactory(in_digest=True, digest=message)

    assert claims.begin(None, message, token=MINE, now=NOW) is False
    claims.reject(message, token=MINE, now=NOW)

    for each in (message, item):
        assert (now_is(each).state, error_of(now_is(each))) == ("failed", why)


def test_an_unreachable_reader_of_a_mail_of_others_is_not_ours_to_fail(db):
    message = claimed(recipient=RecipientFactory(email=""))
    item = MessageFactory(in_digest=True, digest=message)

    claims.reject(message, token=YOURS, now=NOW)

    assert states([message, item]) == ["claimed", "in_digest"]


def test_a_turn_records_the_last_mail_and_begins_the_next(db):
    done, following = begun(last_error=said("An earlier trouble")), claimed()
    done.subject, done.body, done.remarks = "A subject" * 40, "The text\n", ["events.with_link"]

    assert claims.begin(done, following, token=MINE, now=NOW)

    found = now_is(done)
    assert (found.state, found.sent_at, found.body, error_of(found), found.remarks) == (
        "sent",
        NOW,
        "The text\n",
        "",
        ["events.with_link"],
    )
    assert found.subject == ("A subject" * 40)[:300]
    assert (found.claim, found.lease_until) == (None, None)
    assert now_is(following).state == "sending"


def test_a_turn_whose_answer_was_lost_may_run_again(db):
    done, following = begun(), claimed()

    turns = [claims.begin(done, following, token=MINE, now=NOW) for _ in range(2)]

    assert (turns, states([done, following])) == ([True, True], ["sent", "sending"])


def test_the_last_turn_begins_nothing(db):
    done = begun()

    assert claims.begin(done, None, token=MINE, now=NOW) is False
    assert now_is(done).state == "sent"


def test_what_went_with_a_mail_is_sent_with_it(db):
    digest, items = a_digest()
    gone = MessageFactory(state=MessageState.CANCELLED, digest=digest)

    claims.begin(digest, None, token=MINE, now=NOW)

    assert states([*items, gone]) == ["sent", "sent", "cancelled"]
    assert {(now_is(item).sent_at, now_is(item).to_address) for item in items} == {
        (NOW, digest.recipient.email)
    }


def test_a_refused_address_is_noted_at_the_recipient(db):
    message = begun()

    claims.fail(message, error=said("550 No such user"), now=NOW, address_refused=True)

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

    claims.fail(message, error=said("550 No such user"), now=NOW, address_refused=True)

    message.recipient.refresh_from_db()
    assert message.recipient.refused_at is None


def test_other_failures_do_not_blame_the_address(db):
    message = begun()

    claims.fail(message, error=said("554 Not with these words"), now=NOW)

    message.recipient.refresh_from_db()
    assert message.recipient.is_reachable


@pytest.mark.parametrize(
    ("end", "state", "of_items"),
    [
        (lambda message: claims.withdraw(message, now=NOW), "cancelled", "cancelled"),
        (
            lambda message: claims.mark_unconfirmed(message, error=said("Silence"), now=NOW),
            "unconfirmed",
            "in_digest",
        ),
        (
            lambda message: claims.fail(message, error=said("554 No"), now=NOW),
            "failed",
            "failed",
        ),
        (
            lambda message: claims.retry_later(message, error=said("451 No"), now=NOW),
            "pending",
            "in_digest",
        ),
    ],
)
def test_other_ends_of_a_digest_and_of_its_items(db, end, state, of_items):
    digest, items = a_digest()

    assert end(digest)
    assert states([digest, *items]) == [state, of_items, of_items]


@pytest.mark.parametrize(
    "end",
    [
        lambda message: claims.begin(message, None, token=MINE, now=LATER),
        lambda message: claims.withdraw(message, now=LATER),
        lambda message: claims.mark_unconfirmed(message, error=said("Silence"), now=LATER),
        lambda message: claims.fail(message, error=said("554 No"), now=LATER),
        lambda message: claims.retry_later(message, error=said("451 No"), now=LATER),
    ],
)
def test_an_outcome_of_what_is_not_ours_any_more_is_not_written(db, end):
    digest, items = a_digest()
    claims.expire(now=LATER)

    assert end(digest) is False
    assert states([digest, *items]) == ["unconfirmed", "in_digest", "in_digest"]


def test_an_unconfirmed_mail_keeps_what_was_handed_over(db):
    message = begun()
    message.subject, message.body, message.remarks = "A subject", "The text", ["events.with_link"]

    claims.mark_unconfirmed(message, error=said("Silence"), now=NOW)

    found = now_is(message)
    assert (found.subject, found.body, found.remarks, error_of(found)) == (
        "A subject",
        "The text",
        ["events.with_link"],
        "Silence",
    )


def test_release_gives_back_only_what_was_not_begun(db):
    waiting, unconfirmed = claimed(), begun()
    of_another = MessageFactory(state=MessageState.CLAIMED, claim=YOURS, lease_until=LATER)

    assert claims.release(token=MINE, now=NOW, error=said("No server")) == 1

    assert [now_is(each).state for each in (waiting, unconfirmed, of_another)] == [
        "pending",
        "sending",
        "claimed",
    ]
    assert error_of(now_is(waiting)) == "No server"


def test_senders_at_work_are_counted_and_not_their_mails(db):
    assert claims.senders_at_work() == 0

    claimed()
    begun()
    MessageFactory()
    assert claims.senders_at_work() == 1


def test_expire_resolves_what_lost_senders_left_behind(db):
    not_begun = claimed(lease_until=NOW)
    unconfirmed = begun()
    Message.objects.filter(pk=unconfirmed.pk).update(lease_until=NOW)
    alive = claimed()
    useless = MessageFactory(not_after=NOW)
    MessageFactory(due_at=NOW + timedelta(days=1))

    due = claims.expire(now=NOW)

    assert due == 1
    assert [now_is(each).state for each in (not_begun, unconfirmed, alive, useless)] == [
        "pending",
        "unconfirmed",
        "claimed",
        "expired",
    ]


def test_what_is_with_the_mail_server_does_not_expire_on_the_way(db):
    digest, items = a_digest()
    Message.objects.filter(pk__in=[item.pk for item in items]).update(not_after=NOW)

    claims.expire(now=NOW)

    assert states([digest, *items]) == ["sending", "in_digest", "in_digest"]


def test_what_may_have_arrived_with_others_does_not_expire(db):
    digest = MessageFactory(state="unconfirmed", attempts=1)
    item = MessageFactory(in_digest=True, digest=digest, not_after=NOW - timedelta(hours=1))

    claims.expire(now=NOW)

    assert now_is(item).state == "in_digest"
