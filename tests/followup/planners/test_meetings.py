"""Reminders of meetings and of their reports: to whom, when, and planned once."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from events.enums import EventState, ParticipationState
from events.models import Participation
from events.operations import attendance, events
from events.terms.attendance import ParticipationTerms
from followup.models import ReminderSchedule
from notifications.enums import Urgency
from notifications.models import Message
from notifications.wording import reason_of
from tests.factories.events import EventFactory, EventTypeFactory, OrganizerFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import staff
from tests.followup.meetings import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    START,
    TODAY,
    edit,
    guest,
    meeting,
    pass_time,
    plan_again,
    planned,
    waiting,
)
from tests.followup.planning import make_due, next_check, plan_meetings

pytestmark = pytest.mark.django_db

WEEK_MAIL, DAY_MAIL, HOUR_MAIL = (
    (-7 * DAY, -2 * DAY, "pending"),
    (-DAY, -HOUR, "pending"),
    (-HOUR, 0 * HOUR, "pending"),
)


def test_a_week_a_day_and_an_hour_before_are_planned_ahead(event, person):
    assert plan_meetings(now=START - 10 * DAY) == 3

    assert planned() == [WEEK_MAIL, DAY_MAIL, HOUR_MAIL]


def test_only_the_last_one_does_not_wait_when_waiting_is_useless(event, person):
    plan_meetings(now=START - 10 * DAY)

    urgencies = Message.objects.order_by("due_at").values_list("urgency", flat=True)
    assert list(urgencies) == [Urgency.CALM, Urgency.CALM, Urgency.URGENT]


def test_planning_again_adds_nothing_more(event, person):
    plan_meetings(now=START - 10 * DAY)

    assert [plan_again(event, START - days * DAY) for days in (10, 7, 1, 0)] == [0, 0, 0, 0]


def test_nothing_is_asked_before_its_time(event, person):
    plan_meetings(now=START - 10 * DAY)
    Participation.objects.all().delete()
    guest(event)
    make_due(event, at=START - 9 * DAY)

    assert plan_meetings(now=START - 9 * DAY - MINUTE) == 0
    assert plan_meetings(now=START - 9 * DAY) == 3


def test_who_joins_later_is_reminded_too(event, person):
    plan_meetings(now=START - 10 * DAY)
    attendance.take_part(
        event, ParticipationTerms(person=PersonFactory(), state="invited"), by=None
    )

    assert plan_meetings(now=START - 10 * DAY) == 3


def test_who_was_named_focal_point_just_before_a_reminder_is_due_gets_it(event):
    college = OrganizationFactory()
    OrganizerFactory(event=event, organization=college)
    pass_time(START - 10 * DAY, START - 2 * DAY)
    FocalPointFactory(organization=college)

    assert next_check(event) == START - DAY - 10 * MINUTE
    assert plan_meetings(now=next_check(event)) == 2


def test_who_is_no_focal_point_any_more_is_not_waited_for(event):
    focal = FocalPointFactory()
    OrganizerFactory(event=event, organization=focal.organization)
    plan_meetings(now=START - 10 * DAY)
    focal.ends_on = date(2026, 12, 1)
    focal.save()

    plan_meetings(now=START - 9 * DAY)

    assert waiting() == []


def test_who_leaves_the_list_and_returns_is_reminded(event, person):
    plan_meetings(now=START - 10 * DAY)
    attendance.withdraw(event.participations.get(), by=None)
    plan_meetings(now=START - 10 * DAY)

    assert waiting() == []

    attendance.take_part(event, ParticipationTerms(person=person, state="invited"), by=None)

    assert plan_meetings(now=START - 10 * DAY) == 3


@pytest.mark.parametrize("state", [ParticipationState.DECLINED, ParticipationState.ABSENT])
def test_who_does_not_come_is_not_reminded(event, person, state):
    plan_meetings(now=START - 10 * DAY)
    attendance.move(event.participations.get(), state=state, by=None)
    plan_meetings(now=START - 10 * DAY)

    assert waiting() == []


def test_a_meeting_confirmed_late_is_reminded_of_at_once_and_before_it(event, person):
    plan_meetings(now=START - 3 * DAY)

    assert [due for due, _, _ in planned()] == [-3 * DAY, -DAY, -HOUR]


def test_a_meeting_confirmed_on_the_eve_gets_one_reminder_at_once(event, person):
    plan_meetings(now=START - 5 * HOUR)

    assert [due for due, _, _ in planned()] == [-5 * HOUR, -HOUR]


@pytest.mark.parametrize("now", [START, START + DAY])
def test_when_it_has_begun_nobody_is_reminded(event, person, now):
    assert plan_meetings(now=now) == 0


@pytest.mark.parametrize("state", set(EventState) - {EventState.CONFIRMED})
def test_only_a_confirmed_meeting_is_reminded_of(event, person, state):
    event.state, event.reason = state, "A reason"
    event.save()

    assert plan_meetings(now=START - 5 * DAY) == 0


@pytest.mark.parametrize(
    ("of_type", "own", "before"),
    [
        (None, None, [7 * DAY, DAY, HOUR]),
        ([2880, 30], None, [2 * DAY, 30 * MINUTE]),
        ([], None, []),
        ([2880, 30], [90], [90 * MINUTE]),
        ([2880, 30], [], []),
        (None, [60, 60, 1440], [DAY, HOUR]),
    ],
)
def test_the_rule_is_that_of_the_meeting_else_of_its_type_else_the_usual(of_type, own, before):
    event = meeting(type=EventTypeFactory(key="visit", name="Visit", reminders=of_type))
    guest(event)
    edit(event, reminders=own, by=None, today=TODAY)

    plan_meetings(now=START - 10 * DAY)

    assert [-due for due, _, _ in planned()] == before


def test_another_rule_takes_the_place_of_what_waits(event, person):
    plan_meetings(now=START - 10 * DAY)
    edit(event, reminders=[2880], by=None, today=TODAY)
    plan_meetings(now=START - 10 * DAY)

    assert [due for due, _, _ in planned()] == [-2 * DAY]

    edit(event, reminders=None, by=None, today=TODAY)
    plan_meetings(now=START - 10 * DAY)

    assert planned() == [WEEK_MAIL, DAY_MAIL, HOUR_MAIL]


def test_a_moved_meeting_is_reminded_of_for_its_new_day_only(event, person):
    plan_meetings(now=START - 10 * DAY)
    moved = START + 5 * DAY
    edit(event, day=moved.date(), starts_at=moved, ends_at=None, by=None, today=TODAY)

    plan_meetings(now=START - 9 * DAY)

    assert [(due, state) for due, _, state in planned()] == [
        (-7 * DAY, "cancelled"),
        (-2 * DAY, "pending"),
        (-DAY, "cancelled"),
        (-HOUR, "cancelled"),
        (4 * DAY, "pending"),
        (5 * DAY - HOUR, "pending"),
    ]


def test_each_reader_is_told_why(event, person):
    focal_point = FocalPointFactory(organization__name="GZITTC")
    OrganizerFactory(event=event, organization=focal_point.organization)

    plan_meetings(now=START - 5 * DAY)

    assert {(each.recipient_id, reason_of(each)) for each in Message.objects.all()} == {
        (person.recipient_id, "Is on the list of participants"),
        (focal_point.person.recipient_id, "Is a focal point of GZITTC"),
    }


@pytest.mark.parametrize(
    ("zone", "week_before"),
    [("Asia/Yangon", "09:30"), ("Europe/Berlin", "10:30"), ("America/New_York", "09:30")],
)
def test_a_reminder_is_due_so_many_hours_before_and_heeds_the_readers_weekend(zone, week_before):
    local = datetime(2026, 10, 26, 9, 30, tzinfo=ZoneInfo(zone))
    event = meeting(day=local.date(), starts_at=local, ends_at=None, time_zone=zone)
    guest(event, recipient__time_zone=zone)

    plan_meetings(now=local - 10 * DAY)

    due = list(Message.objects.order_by("due_at").values_list("due_at", flat=True))
    clocks = [moment.astimezone(ZoneInfo(zone)).strftime("%d %H:%M") for moment in due]
    # The day before was a Sunday, on which Berlin turned its clocks back: it waits for the morning.
    assert clocks == [f"19 {week_before}", "26 08:00", "26 08:30"]


def test_a_clock_that_is_set_back_loses_nothing_and_sends_nothing_twice(event, person, mailoutbox):
    pass_time(START - 7 * DAY, START - 7 * DAY + 5 * MINUTE, START - 7 * DAY - HOUR)
    make_due(event)
    pass_time(START - 7 * DAY - HOUR, START - 7 * DAY, START - DAY, START - HOUR)

    assert len(mailoutbox) == 3
    assert [state for _, _, state in planned()] == ["sent", "sent", "sent"]


def test_a_clock_that_jumps_ahead_sends_the_latest_one_missed(event, person, mailoutbox):
    pass_time(START - 13 * DAY, START - 5 * HOUR)

    assert [mail.subject.partition(":")[0] for mail in mailoutbox] == ["Reminder"]
    assert [due for due, _, _ in planned()][-1] == -HOUR


def reported():
    found = Message.objects.filter(kind="events.report_due")
    return list(found.values_list("recipient", "due_at", "state"))


def test_the_report_is_due_on_the_morning_after_to_whoever_planned_the_meeting():
    planner = PersonFactory(user=staff(), recipient__time_zone="Asia/Yangon")
    event = meeting(state=EventState.PLANNED, logged_by=planner.user)

    plan_meetings(now=START - 20 * DAY)
    assert reported() == []
    plan_meetings(now=next_check(event))

    morning = datetime(2026, 12, 11, 1, 30, tzinfo=UTC)
    assert reported() == [(planner.recipient_id, morning, "pending")]


def test_a_meeting_that_was_held_needs_no_mail_that_its_report_is_due():
    planner = PersonFactory(user=staff())
    event = meeting(logged_by=planner.user)
    plan_meetings(now=START)

    events.hold(event, by=None, today=START.date())
    plan_meetings(now=START + HOUR)

    assert reported() == []
    assert not ReminderSchedule.objects.filter(kind="events.event").exists()


def test_who_follows_up_since_yesterday_gets_the_report_that_is_still_due():
    first = PersonFactory(user=staff())
    event = meeting(logged_by=None)
    pass_time(START, START + DAY)
    second = PersonFactory(user=staff())
    first.user.is_active = False
    first.user.save()

    pass_time(next_check(event))

    assert [recipient for recipient, _, _ in reported()] == [
        first.recipient_id,
        second.recipient_id,
    ]
    assert not ReminderSchedule.objects.filter(kind="events.event").exists()


def test_a_meeting_without_a_day_has_no_report_and_needs_no_look():
    PersonFactory(user=staff())
    EventFactory(planned=True, day=None)

    assert plan_meetings(now=NOW) == 0
    assert not ReminderSchedule.objects.filter(kind="events.event").exists()
