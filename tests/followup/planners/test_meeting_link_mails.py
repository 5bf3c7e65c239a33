"""The link of a meeting goes to those who come, and to nobody else."""

import pytest

from events.enums import EventState, ParticipationState
from events.operations import attendance, events, meeting_access
from followup.queries import notices
from notifications.models import Message
from notifications.wording import remarks_of
from tests.followup.meetings import (
    HOUR,
    MINUTE,
    NEW_TIME,
    NOW,
    OLD_TIME,
    got,
    guest,
    meeting,
    move,
    pass_time,
    sent,
)
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


def links_to():
    found = Message.objects.filter(kind=notices.MEETING_LINK).order_by("pk")
    return [(each.recipient_id, each.state, remarks_of(each)) for each in found]


def test_the_meeting_link_goes_to_confirmed_participants_only_and_that_is_recorded(mailoutbox):
    event = meeting(reminders=[])
    people = {state: guest(event, state) for state in ParticipationState}
    meeting_access.set_link(event, link="https://meet.example/1", passcode="4321", by=None)

    pass_time(NOW, NOW + HOUR)

    let_in = [people["approved"].recipient_id, people["attended"].recipient_id]
    assert sorted(links_to()) == [(pk, "sent", "With the meeting link") for pk in sorted(let_in)]
    for message in Message.objects.filter(kind=notices.MEETING_LINK):
        assert "meet.example" not in message.body
        assert "4321" not in message.body
    assert all("https://meet.example/1" in mail.body for mail in mailoutbox)
    assert all("Passcode: 4321" in mail.body for mail in mailoutbox)


def test_who_is_confirmed_later_gets_the_link_then(mailoutbox):
    event = meeting(reminders=[])
    guest(event)
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)
    assert got(mailoutbox) == []
    attendance.move(event.participations.get(), state="approved", by=None)

    pass_time(NOW + HOUR, NOW + 2 * HOUR)

    assert got(mailoutbox) == [f"Meeting link: {OLD_TIME}"]


def test_another_link_is_sent_anew_and_says_so(mailoutbox):
    event = meeting(reminders=[])
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)
    meeting_access.set_link(event, link="https://meet.example/2", by=None)
    pass_time(NOW + HOUR, NOW + 2 * HOUR)

    assert got(mailoutbox) == [f"Meeting link: {OLD_TIME}", f"New meeting link: {OLD_TIME}"]
    assert "This is the link to the meeting:" in mailoutbox[0].body
    assert "Do not use the old link:" in mailoutbox[1].body
    assert "https://meet.example/2" in mailoutbox[1].body


def test_a_link_that_comes_back_is_sent_once_more(mailoutbox):
    event = meeting(reminders=[])
    guest(event, "approved")
    for hours, link in enumerate(["https://meet.example/1", "https://meet.example/2"] * 2):
        meeting_access.set_link(event, link=link, by=None)
        pass_time(NOW + hours * HOUR, NOW + hours * HOUR + MINUTE)

    assert [mail.body.count("https://meet.example/1") for mail in mailoutbox] == [1, 0, 1, 0]
    assert got(mailoutbox) == [f"Meeting link: {OLD_TIME}", *[f"New meeting link: {OLD_TIME}"] * 3]


def test_a_link_that_was_replaced_before_it_was_sent_is_not_sent(mailoutbox):
    event = meeting(reminders=[])
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    plan_meetings(now=NOW)
    meeting_access.set_link(event, link="https://meet.example/2", by=None)

    pass_time(NOW)

    assert len(mailoutbox) == 1
    assert "https://meet.example/2" in mailoutbox[0].body


def test_a_link_that_stays_when_the_meeting_moves_does_not_come_again(mailoutbox):
    event = meeting(reminders=[])
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)

    move(event)
    pass_time(NOW + HOUR)

    assert got(mailoutbox) == [f"Meeting link: {OLD_TIME}", f"Moved: {NEW_TIME}"]
    assert "Meeting link: the same as before" in mailoutbox[1].body


def test_a_link_that_a_move_cancelled_comes_after_it(mailoutbox):
    event = meeting(reminders=[])
    person = guest(event, "approved")
    sent(event, person)
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    plan_meetings(now=NOW)

    move(event)
    pass_time(NOW + HOUR)

    assert got(mailoutbox) == [f"Moved: {NEW_TIME}", f"Meeting link: {NEW_TIME}"]
    assert "the same as before" not in mailoutbox[0].body


def test_a_link_that_was_changed_with_the_day_is_not_called_the_same(mailoutbox):
    event = meeting(reminders=[])
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)

    move(event)
    meeting_access.set_link(event, link="https://meet.example/2", by=None)
    pass_time(NOW + HOUR)

    assert got(mailoutbox)[1:] == [f"Moved: {NEW_TIME}", f"New meeting link: {NEW_TIME}"]
    assert "the same as before" not in mailoutbox[1].body


def test_before_the_meeting_is_confirmed_nobody_gets_the_link(mailoutbox):
    event = meeting(state=EventState.PLANNED)
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)
    assert links_to() == []

    events.confirm(event, by=None)
    pass_time(NOW + MINUTE)

    assert [state for _, state, _ in links_to()] == ["sent"]
