"""What the mail with the meeting link says."""

import pytest

from events.enums import EventState
from events.models import MeetingAccess, Participation
from events.operations import events, meeting_access
from events.terms.events import NewDay
from followup.mails.meeting_access import meeting_link
from followup.queries import notices
from notifications import mails
from notifications.mails import Mail, Section
from notifications.models import Message
from tests.factories.events import MeetingAccessFactory
from tests.followup.meetings import HOUR, MOVED, NOW, TODAY, guest, meeting, pass_time
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def message(event):
    MeetingAccessFactory(event=event, passcode="4321")
    guest(event, "approved", name="Sok Dara")
    plan_meetings(now=NOW)
    return Message.objects.get(kind=notices.MEETING_LINK)


def test_it_says_when_and_how_to_enter(event, message):
    assert meeting_link(message) == Mail(
        subject="Meeting link: Peer workshop: GZITTC - NPIC, 10 Dec 2026, 14:00 Bangkok (GMT+7)",
        sections=(
            Section(
                lede="This is the link to the meeting:",
                title="Peer workshop: GZITTC - NPIC",
                facts=(
                    ("When", "Thu 10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)"),
                    ("How", "Online"),
                    ("Where", "Zoom"),
                    ("Meeting link", "https://meet.example.org/secret-room"),
                    ("Passcode", "4321"),
                ),
                note="This link is only for you. Please do not give it to others.",
            ),
        ),
        to_name="Sok Dara",
        reason="You get this mail because you are a confirmed participant of the meeting.",
        thread=f"event:{event.pk}",
        secrets=("https://meet.example.org/secret-room", "4321"),
        remarks=("events.with_link",),
    )


def test_another_link_is_not_sent_in_the_old_message(message):
    MeetingAccess.objects.update(passcode="1234")

    assert meeting_link(message) is None


def test_a_link_that_was_taken_away_is_not_sent(message):
    MeetingAccess.objects.all().delete()

    assert meeting_link(message) is None


@pytest.mark.parametrize("state", ["invited", "declined"])
def test_who_is_not_confirmed_any_more_gets_no_link(message, state):
    Participation.objects.update(state=state)

    assert meeting_link(message) is None


def test_a_meeting_that_is_not_confirmed_has_no_link_to_send(event, message):
    event.state = EventState.PLANNED
    event.save()

    assert meeting_link(message) is None


def test_a_link_that_is_the_same_after_a_new_beginning_is_not_called_new():
    event = meeting(reminders=[])
    MeetingAccessFactory(event=event)
    guest(event, "approved")
    pass_time(NOW)
    event = events.postpone(event, reason="A flood", by=None)
    pass_time(NOW + HOUR)
    event = events.reschedule(
        event, NewDay(day=MOVED.date(), starts_at=MOVED), by=None, today=TODAY
    )
    events.confirm(event, by=None)
    pass_time(NOW + 2 * HOUR)

    first, second = Message.objects.filter(kind=notices.MEETING_LINK).order_by("pk")

    assert first.state == second.state == "sent"
    assert "new link" not in meeting_link(second).sections[0].lede


def test_a_link_that_was_replaced_is_not_sent_by_a_batch_that_has_begun():
    event = meeting(reminders=[])
    MeetingAccessFactory(event=event)
    for _ in range(2):
        guest(event, "approved")
    plan_meetings(now=NOW)
    first, second = Message.objects.filter(kind=notices.MEETING_LINK)

    with mails.sharing():
        assert meeting_link(first) is not None
        meeting_access.set_link(event, link="https://meet.example.org/another", by=None)

        assert meeting_link(second) is None
