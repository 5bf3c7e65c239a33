"""What the mails of a meeting share: the meeting as it is now."""

import pytest

from events.operations import events
from followup.mails import meetings
from notifications import mails
from tests.factories.events import MeetingAccessFactory, OrganizerFactory
from tests.factories.network import FocalPointFactory
from tests.factories.notifications import MessageFactory
from tests.followup.meetings import NOW, TODAY, edit, guest, meeting

pytestmark = pytest.mark.django_db


def test_a_meeting_that_was_held_is_not_reminded_of_by_a_batch_that_has_begun():
    event = meeting(reminders=[], day=TODAY, starts_at=NOW, ends_at=None)
    message = MessageFactory(about=event)

    with mails.sharing():
        assert meetings.event_of(message, ["planned", "confirmed"]) is not None
        events.hold(event, by=None, today=TODAY)

        assert meetings.event_of(message, ["planned", "confirmed"]) is None


def test_a_row_is_shared_until_somebody_saves_it(django_assert_num_queries):
    event = meeting(reminders=[])
    message = MessageFactory(about=event)

    with mails.sharing():
        first = meetings.event_of(message, ["confirmed"])
        with django_assert_num_queries(1):
            assert meetings.event_of(message, ["confirmed"]) is first

        edit(event, title="Another workshop", by=None, today=TODAY)

        assert meetings.event_of(message, ["confirmed"]).title == "Another workshop"


def test_the_meeting_and_its_reader_are_asked_together(django_assert_num_queries):
    event = meeting(reminders=[])
    access = MeetingAccessFactory(event=event)
    person = guest(event, "approved")
    message = MessageFactory(about=event, recipient=person.recipient)

    with mails.sharing():
        assert meetings.meeting_of(message, ["confirmed"])[0] == event
        with django_assert_num_queries(1):
            found, reader = meetings.meeting_of(message, ["confirmed"])
            assert (meetings.access_of(found), found.title) == (access, event.title)
            assert (reader.person, reader.state, reader.organization) == (person, "approved", None)
            assert reader.person.addressed == person.name
        assert meetings.event_of(message, ["confirmed"]) is found


def test_another_link_makes_a_meeting_another_to_a_batch_that_has_begun():
    event = meeting(reminders=[])
    message = MessageFactory(about=event, recipient=guest(event).recipient)

    with mails.sharing():
        found, _reader = meetings.meeting_of(message, ["confirmed"])
        assert meetings.access_of(found) is None
        access = MeetingAccessFactory(event=event)

        found, _reader = meetings.meeting_of(message, ["confirmed"])
        assert meetings.access_of(found) == access


@pytest.mark.parametrize(("state", "is_found"), [("invited", True), ("declined", False)])
def test_a_meeting_that_does_not_concern_the_reader_is_none(state, is_found):
    event = meeting(reminders=[])
    message = MessageFactory(about=event, recipient=guest(event, state).recipient)

    assert (meetings.meeting_of(message, ["confirmed"]) is not None) is is_found
    assert meetings.meeting_of(message, ["planned"]) is None


def test_whoever_answers_for_a_side_is_found_without_standing_on_the_list():
    event = meeting(reminders=[])
    focal_point = FocalPointFactory()
    OrganizerFactory(event=event, organization=focal_point.organization)
    message = MessageFactory(about=event, recipient=focal_point.person.recipient)

    found, reader = meetings.meeting_of(message, ["confirmed"])

    assert (found, reader.organization) == (event, focal_point.organization)
    assert meetings.meeting_of(MessageFactory(about=event), ["confirmed"]) is None
    assert meetings.meeting_of(message, ["planned"]) is None
