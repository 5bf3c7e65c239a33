"""The link to an online meeting, kept apart from the event."""

import pytest

from events.models import MeetingAccess
from events.operations import meeting_access
from tests.factories.events import EventFactory, MeetingAccessFactory

pytestmark = pytest.mark.django_db


def test_a_link_is_kept_once_and_then_replaced():
    event = EventFactory()
    meeting_access.set_link(event, link="https://meet.example.org/old", by=None)

    meeting_access.set_link(
        event, link=" https://meet.example.org/new ", passcode=" 1234 ", by=None
    )

    assert list(MeetingAccess.objects.values_list("event", "link", "passcode")) == [
        (event.pk, "https://meet.example.org/new", "1234")
    ]


def test_a_link_is_forgotten():
    access = MeetingAccessFactory()

    meeting_access.forget_link(access, by=None)

    assert not MeetingAccess.objects.exists()
