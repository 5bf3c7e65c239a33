"""What recipients, messages and heartbeats know of themselves."""

from datetime import UTC, datetime

import pytest

from notifications.enums import MessageState
from notifications.models import Message
from tests.factories.network import OrganizationFactory
from tests.factories.notifications import HeartbeatFactory, MessageFactory, RecipientFactory
from tests.factories.partnerships import ActionFactory
from tests.factories.roles import focal_point, staff

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "is_reachable"),
    [({}, True), ({"email": ""}, False), ({"refused_at": NOW}, False)],
)
def test_a_recipient_is_reachable_by_an_address_that_was_not_refused(facts, is_reachable):
    assert RecipientFactory.build(**facts).is_reachable == is_reachable


def test_only_messages_about_what_somebody_may_see_are_seen(db):
    college = OrganizationFactory()
    about_an_action = MessageFactory(about=ActionFactory())
    MessageFactory()

    assert list(Message.objects.visible_to(staff())) == [about_an_action]
    assert list(Message.objects.visible_to(focal_point(college))) == []


def test_an_empty_outbox_can_be_looked_at(db):
    assert list(Message.objects.visible_to(staff())) == []


def test_every_state_has_a_colour_and_a_shape():
    assert {(state.tone, state.icon) for state in MessageState} == {
        ("quiet", "clock"),
        ("quiet", "minus"),
        ("good", "check"),
        ("bad", "alert"),
        ("warn", "question"),
    }


def test_they_are_called_by_their_names():
    names = [
        RecipientFactory.build(name="Sok Dara"),
        MessageFactory.build(key="meeting:1:1:week:5", about_type=None, about_id=1),
        HeartbeatFactory.build(name="beat"),
    ]

    assert [str(each) for each in names] == ["Sok Dara", "meeting:1:1:week:5", "beat"]
