"""Reminders of meetings: promised once each, never for what is called off."""

from datetime import UTC, datetime, timedelta

import pytest

from events.enums import EventState
from events.operations import reminders
from notifications.models import Message
from notifications.operations import messages
from tests.factories.events import EventFactory, OrganizerFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory, PersonFactory

START = datetime(2026, 12, 10, 7, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def event(db):
    return EventFactory(confirmed=True, day=START.date(), starts_at=START)


@pytest.fixture
def person(event):
    return ParticipationFactory(event=event, person=PersonFactory()).person


def planned():
    rows = Message.objects.order_by("due_at").values_list("due_at", "not_after", "state")
    return [(due - START, useless - START, state) for due, useless, state in rows]


def test_a_week_and_a_day_before_are_promised_ahead(event, person):
    assert reminders.plan(now=START - 10 * DAY) == 2

    assert planned() == [
        (-7 * DAY, -2 * DAY, "pending"),
        (-DAY, timedelta(hours=-1), "pending"),
    ]


def test_planning_again_promises_nothing_more(event, person):
    reminders.plan(now=START - 10 * DAY)

    assert [reminders.plan(now=START - days * DAY) for days in (10, 7, 1, 0)] == [0, 0, 0, 0]


def test_who_joins_later_is_reminded_too(event, person):
    reminders.plan(now=START - 10 * DAY)
    ParticipationFactory(event=event, person=PersonFactory())

    assert reminders.plan(now=START - 9 * DAY) == 2


def test_a_meeting_confirmed_late_is_reminded_of_at_once_and_the_day_before(event, person):
    reminders.plan(now=START - 3 * DAY)

    assert [due for due, _, _ in planned()] == [-7 * DAY, -DAY]


def test_a_meeting_confirmed_on_the_eve_gets_one_reminder(event, person):
    reminders.plan(now=START - timedelta(hours=5))

    assert [due for due, _, _ in planned()] == [-DAY]


@pytest.mark.parametrize("now", [START - timedelta(minutes=30), START + DAY])
def test_when_it_is_too_late_nothing_is_promised(event, person, now):
    assert reminders.plan(now=now) == 0


@pytest.mark.parametrize(
    "state", [EventState.PLANNED, EventState.CANCELLED, EventState.POSTPONED, EventState.HELD]
)
def test_only_a_confirmed_meeting_is_reminded_of(event, person, state):
    event.state, event.reason = state, "A reason"
    event.save()

    assert reminders.plan(now=START - 5 * DAY) == 0


def test_a_moved_meeting_is_reminded_of_for_its_new_day_only(event, person):
    reminders.plan(now=START - 10 * DAY)
    event.starts_at, event.revision = START + 3 * DAY, 2
    event.day = event.starts_at.date()
    event.save()
    messages.call_back(event)

    reminders.plan(now=START - 10 * DAY)

    assert planned() == [
        (-7 * DAY, -2 * DAY, "cancelled"),
        (-4 * DAY, DAY, "pending"),
        (-DAY, timedelta(hours=-1), "cancelled"),
        (2 * DAY, 3 * DAY - timedelta(hours=1), "pending"),
    ]


def test_each_reader_is_told_why(event, person):
    focal_point = FocalPointFactory(organization__name="GZITTC")
    OrganizerFactory(event=event, organization=focal_point.organization)

    reminders.plan(now=START - 5 * DAY)

    assert set(Message.objects.values_list("recipient", "reason")) == {
        (person.recipient_id, "Is on the list of participants"),
        (focal_point.person.recipient_id, "Is a focal point of GZITTC"),
    }
