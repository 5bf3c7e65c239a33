"""What people are asked about the meeting link."""

from events.models import MeetingAccess
from followup.forms.meeting_access import SetMeetingLink


def test_a_link_is_whole():
    form = SetMeetingLink({"link": "zoom"}, access=None)

    assert form.errors == {"link": ["Paste the whole link. It starts with https://."]}


def test_a_link_is_needed():
    assert SetMeetingLink({}, access=None).errors == {"link": ["Paste the meeting link."]}


def test_the_known_link_is_where_a_change_begins():
    access = MeetingAccess(link="https://meet.example.org/a", passcode="1234")

    form = SetMeetingLink(access=access)

    assert form.initial == {"link": "https://meet.example.org/a", "passcode": "1234"}
