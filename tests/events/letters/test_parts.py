"""What the mails of a meeting share: the meeting as it is now."""

import pytest

from events.letters import parts
from events.operations import events
from notifications import letters
from tests.events.meetings import NOW, TODAY, meeting
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db


def test_a_meeting_that_was_held_is_not_reminded_of_by_a_batch_that_has_begun():
    event = meeting(reminders=[], day=TODAY, starts_at=NOW, ends_at=None)
    message = MessageFactory(about=event)

    with letters.sharing():
        assert parts.event_of(message, ["planned", "confirmed"]) is not None
        events.hold(event, by=None, today=TODAY)

        assert parts.event_of(message, ["planned", "confirmed"]) is None


def test_a_row_is_shared_until_somebody_saves_it(django_assert_num_queries):
    event = meeting(reminders=[])
    message = MessageFactory(about=event)

    with letters.sharing():
        first = parts.event_of(message, ["confirmed"])
        with django_assert_num_queries(1):
            assert parts.event_of(message, ["confirmed"]) is first

        events.edit(event, title="Another workshop", by=None, today=TODAY)

        assert parts.event_of(message, ["confirmed"]).title == "Another workshop"
