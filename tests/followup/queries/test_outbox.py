"""What the outbox holds about many records at once."""

import pytest

from followup.queries import outbox
from notifications.enums import MessageState
from tests.factories.notifications import MessageFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

pytestmark = pytest.mark.django_db

KIND = "partnerships.update_request"


def test_messages_are_found_by_what_they_are_about(django_assert_num_queries):
    one, other, nothing = ActionFactory.create_batch(3)
    of_one = MessageFactory.create_batch(2, about=one, kind=KIND)
    of_other = MessageFactory(about=other, kind=KIND, sent=True)
    MessageFactory(about=one, kind="partnerships.escalation")
    MessageFactory(about=PairingFactory(), kind=KIND)

    found = outbox.messages_about(type(one), [one.pk, other.pk, nothing.pk], kinds=[KIND])

    assert found == {one.pk: of_one, other.pk: [of_other], nothing.pk: []}
    with django_assert_num_queries(0):
        assert [each.recipient.is_reachable for each in found[one.pk]] == [True, True]


def test_what_waits_was_not_tried_and_what_is_unsent_may_have_been():
    waiting = MessageFactory(kind=KIND)
    taken = MessageFactory(
        kind=KIND, state=MessageState.CLAIMED, claim="11111111-1111-1111-1111-111111111111"
    )
    others = [MessageFactory(kind=KIND, sent=True), MessageFactory(kind="partnerships.escalation")]

    found = [waiting, taken, *others]

    assert outbox.waiting(found, KIND) == [waiting]
    assert outbox.unsent(found, KIND) == [waiting, taken]
