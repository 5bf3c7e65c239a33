"""A change is told at once where its reader would else come, or stay away, in vain."""

from datetime import UTC, datetime

import pytest

from followup.queries import notices
from notifications.enums import Urgency
from notifications.models import Message
from tests.followup.meetings import DAY, HOUR, MOVED, START, guest, meeting, move, sent
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


def change_notice(event, now, to):
    """Return what somebody who was told of the meeting is told ``now`` that it moved."""
    sent(event, guest(event))
    move(event, to)
    plan_meetings(now=now)
    return Message.objects.get(kind=notices.CHANGE)


@pytest.mark.parametrize(
    ("now", "to", "urgency"),
    [
        (START - 3 * DAY, MOVED, Urgency.URGENT),
        (START - 23 * HOUR, MOVED, Urgency.AT_ONCE),
        (START - 3 * DAY, START - 2 * DAY - HOUR, Urgency.AT_ONCE),
        # On the evening two days before: by the morning there are less than 24 hours left.
        (START - DAY - 16 * HOUR, MOVED, Urgency.URGENT),
        (START - DAY - 2 * HOUR, MOVED, Urgency.URGENT),
        (START - DAY + HOUR, MOVED, Urgency.AT_ONCE),
    ],
)
def test_a_change_does_not_wait_if_the_old_or_the_new_start_is_near(now, to, urgency):
    assert change_notice(meeting(reminders=[]), now, to).urgency == urgency


def test_a_change_on_the_evening_before_does_not_wait_for_the_morning():
    evening = datetime(2026, 12, 9, 15, tzinfo=UTC)

    message = change_notice(meeting(reminders=[]), evening, MOVED)

    assert (message.urgency, message.due_at) == (Urgency.AT_ONCE, evening)


def test_on_a_weekend_the_monday_meeting_does_not_wait_either():
    monday = datetime(2026, 12, 14, 7, tzinfo=UTC)
    event = move(meeting(reminders=[]), monday)
    saturday = monday - 2 * DAY

    message = change_notice(event, saturday, MOVED)

    assert (message.urgency, message.due_at) == (Urgency.AT_ONCE, saturday)


def test_what_is_far_away_waits_for_the_morning_of_its_reader():
    night = datetime(2026, 11, 25, 20, tzinfo=UTC)

    message = change_notice(meeting(reminders=[]), night, MOVED)

    assert message.due_at == datetime(2026, 11, 26, 1, tzinfo=UTC)
    assert message.not_after == datetime(2026, 12, 15, 17, tzinfo=UTC)
