"""What will go out, what went, what needs somebody; the screens are in ``views``."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.enums import Choice, MessageState
from notifications.models import Message
from notifications.queries import outbox
from notifications.queries.outbox import Counts
from tests.factories.notifications import MessageFactory, PreferenceFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.roles import nobody, staff

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
SOON = NOW + timedelta(days=1)

pytestmark = pytest.mark.django_db


def everything():
    return Message.objects.all()


def a_digest(**facts):
    return MessageFactory(kind="notifications.digest", **facts)


@pytest.mark.parametrize(
    ("due_at", "is_coming"),
    [
        (NOW - timedelta(days=99), True),
        (NOW + outbox.AHEAD - timedelta(seconds=1), True),
        (NOW + outbox.AHEAD, False),
    ],
)
def test_what_goes_out_within_two_weeks_is_coming(due_at, is_coming):
    MessageFactory(due_at=due_at)

    assert outbox.coming(everything(), now=NOW).exists() == is_coming


@pytest.mark.parametrize("days", [1, 20])
def test_what_goes_with_others_is_coming_when_their_mail_is(days):
    digest = a_digest(due_at=NOW + timedelta(days=days))
    item = MessageFactory(in_digest=True, digest=digest)

    found = list(outbox.coming(everything(), now=NOW))

    assert found == ([digest, item] if days == 1 else [])
    assert {message.goes_at for message in found} <= {digest.due_at}


def test_each_state_is_in_the_part_where_people_look_for_it():
    for state in MessageState:
        left = {"sent_at": NOW} if state in ("sent", "bounced") else {}
        held = {"claim": "1" * 32} if state in ("claimed", "sending") else {}
        digest = {"digest": a_digest(state="cancelled", due_at=NOW)} if state == "in_digest" else {}
        MessageFactory(state=state, due_at=SOON, **left, **held, **digest)

    def states(found):
        return set(found.values_list("state", flat=True))

    assert states(outbox.coming(everything(), now=NOW)) == {
        "pending",
        "in_digest",
        "claimed",
        "sending",
    }
    assert states(outbox.went(everything())) == {"sent", "bounced"}
    assert states(outbox.needing_attention(everything())) == {"failed", "bounced", "unconfirmed"}
    assert outbox.counts(everything(), now=NOW) == Counts(
        coming=4, went=2, needing_attention=3, all=11
    )


def test_a_mail_stands_for_what_it_carries_only_for_those_who_see_it():
    digest = a_digest(state="failed")
    item = MessageFactory(state="failed", digest=digest)

    assert list(outbox.needing_attention(everything())) == [digest]
    assert list(outbox.needing_attention(everything().filter(pk=item.pk))) == [item]


def test_the_counts_are_of_what_the_reader_sees():
    MessageFactory(about=ActionFactory(), due_at=SOON)
    MessageFactory(due_at=SOON)

    of_staff = outbox.counts(Message.objects.visible_to(staff()), now=NOW)
    of_nobody = outbox.counts(Message.objects.visible_to(nobody()), now=NOW)

    assert of_staff == Counts(coming=1, went=0, needing_attention=0, all=1)
    assert of_nobody == Counts(coming=0, went=0, needing_attention=0, all=0)


def test_the_mails_that_carry_messages_are_named_to_who_sees_them():
    seen, hidden = a_digest(), a_digest()
    in_seen = MessageFactory(about=ActionFactory(), in_digest=True, digest=seen)
    in_hidden = MessageFactory(about=ActionFactory(), in_digest=True, digest=hidden)
    MessageFactory(in_digest=True, digest=hidden)

    found = outbox.visible_digests([in_seen, in_hidden, MessageFactory()], reader=staff())

    assert found == {seen.pk}


def test_what_its_reader_has_turned_off_does_not_go_out(db):
    reader = PreferenceFactory(choice=Choice.OFF).recipient
    MessageFactory(recipient=reader, due_at=NOW)
    wanted = MessageFactory(due_at=NOW)

    assert list(outbox.coming(Message.objects.all(), now=NOW)) == [wanted]
    assert outbox.counts(Message.objects.all(), now=NOW).coming == 1


def test_the_latest_come_first_and_what_never_goes_comes_last(db):
    cancelled = MessageFactory(state=MessageState.CANCELLED, due_at=NOW + timedelta(days=9))
    sent = MessageFactory(state=MessageState.SENT, sent_at=NOW, due_at=NOW)
    waits = MessageFactory(due_at=NOW + timedelta(days=1))

    assert list(outbox.latest(Message.objects.all())) == [waits, sent, cancelled]


def test_the_newest_say_whether_there_are_more(db):
    sent = MessageFactory.create_batch(3)

    assert outbox.newest(Message.objects.all(), most=2) == ([sent[2], sent[1]], True)
    assert outbox.newest(Message.objects.all(), most=3) == ([*reversed(sent)], False)
