"""A reminder that a fresher mail makes needless is not sent beside it."""

from datetime import UTC, datetime

import pytest

from events.enums import ParticipationState
from events.operations import meeting_access
from followup.queries import notices
from notifications.enums import MessageState
from tests.followup.meetings import (
    DAY,
    HOUR,
    START,
    TODAY,
    edit,
    got,
    guest,
    invite,
    meeting,
    pass_time,
    plan_again,
    planned,
    sent,
    waiting,
)
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


def test_who_is_invited_late_gets_no_reminder_with_the_invitation(event, person, mailoutbox):
    other = guest(event)
    invite(event, person, now=START - 3 * DAY)

    pass_time(START - 3 * DAY)
    pass_time(START - 3 * DAY + HOUR)

    assert [subject.partition(":")[0] for subject in got(mailoutbox, person)] == ["Invitation"]
    assert [subject.partition(":")[0] for subject in got(mailoutbox, other)] == ["Reminder"]
    pass_time(START - DAY, START - HOUR)
    assert [len(got(mailoutbox, each)) for each in (person, other)] == [3, 3]


def test_who_is_told_of_a_change_gets_no_reminder_with_it(event, person, mailoutbox):
    sent(event, person)
    edit(event, place="Hall B", by=None, today=TODAY)

    pass_time(START - 3 * DAY, START - 3 * DAY + HOUR)

    assert [subject.partition(":")[0] for subject in got(mailoutbox)] == ["New place"]


def test_who_is_sent_the_meeting_link_gets_no_reminder_with_it(event, mailoutbox):
    guest(event, ParticipationState.APPROVED)
    meeting_access.set_link(event, link="https://zoom.example/1", by=None)

    pass_time(START - 3 * DAY, START - 3 * DAY + HOUR)

    assert [subject.partition(":")[0] for subject in got(mailoutbox)] == ["Meeting link"]


def test_a_reminder_that_waits_gives_way_to_an_invitation(event, person):
    saturday = START - 5 * DAY
    plan_meetings(now=saturday)
    invite(event, person, now=saturday + HOUR)

    plan_again(event, saturday + HOUR)

    assert [due for due, _, _ in planned()] == [-DAY, -HOUR]
    assert len(waiting(notices.INVITATION)) == 1


def test_a_reminder_that_waits_for_the_morning_stays_though_its_reader_was_invited_before():
    monday = datetime(2026, 12, 14, 3, tzinfo=UTC)
    event = meeting(day=monday.date(), starts_at=monday, ends_at=None, reminders=[24 * 60])
    sent(event, guest(event), at=monday - 10 * DAY)
    pass_time(monday - 3 * DAY)
    [reminder] = waiting(notices.REMINDER)

    plan_again(event, monday - 20 * HOUR)

    assert waiting(notices.REMINDER) == [reminder]


def test_whose_invitation_was_cancelled_by_hand_is_caught_up_with(event, person):
    sent(event, person, at=None, state=MessageState.CANCELLED)

    plan_meetings(now=START - 3 * DAY)

    assert [due for due, _, _ in planned()] == [-3 * DAY, -DAY, -HOUR]
