"""Which meetings the planner looks at, when it looks again, and what a look costs."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import EventState
from events.models import Event
from events.operations import attendance, events, meeting_access, organizers, records
from events.terms.attendance import OrganizerTerms, ParticipationTerms
from events.terms.events import EventTerms, NewDay
from events.terms.logs import EventLog
from followup.models import ReminderSchedule
from followup.operations import planning
from followup.planners.meetings import MEETINGS
from followup.queries import notices
from notifications.enums import MessageState
from notifications.models import Message
from tests.factories.events import (
    EventFactory,
    EventTypeFactory,
    OrganizerFactory,
    ParticipationFactory,
)
from tests.factories.network import OrganizationFactory, PersonFactory
from tests.followup.meetings import (
    DAY,
    MINUTE,
    NOW,
    START,
    TODAY,
    edit,
    guest,
    meeting,
    planned,
    sent,
    unlink,
    waiting,
)
from tests.followup.planning import is_scheduled, make_due, next_check, plan_meetings

pytestmark = pytest.mark.django_db


def _at_once():
    found = ReminderSchedule.objects.filter(kind="events.event", next_check_at__lt=NOW)
    return list(found.values_list("record_id", flat=True))


def test_another_rule_of_a_type_concerns_its_meetings_only(event, person):
    meeting(type=EventTypeFactory(key="visit", name="Visit"))
    plan_meetings(now=START - 10 * DAY)
    event.type.reminders = [2880]
    event.type.save()

    assert _at_once() == [event.pk]
    plan_meetings(now=START - 10 * DAY)
    assert [due for due, _, _ in planned()] == [-2 * DAY]


def test_while_a_mail_is_on_its_way_the_planner_looks_again_soon(event, person):
    sent(
        event,
        person,
        state=MessageState.SENDING,
        sent_at=None,
        claim="a4b2a8f4-6d5e-4b53-9d4b-0d6f7f3c2b11",
    )
    Event.objects.update(state=EventState.CANCELLED, reason="A flood", revision=2)

    plan_meetings(now=NOW)

    assert (waiting(), next_check(event)) == ([], NOW + 5 * MINUTE)

    Message.objects.update(state=MessageState.SENT, claim=None, sent_at=NOW)
    plan_meetings(now=NOW + 5 * MINUTE)

    assert len(waiting(notices.CANCELLATION)) == 1
    assert not is_scheduled(event)


def test_planning_a_minute_costs_the_same_however_long_the_calendar_is(event, person):
    plan_meetings(now=START - 10 * DAY)
    costs = []
    for others in (1, 30):
        for _ in range(others):
            far = meeting(day=date(2028, 1, 1), starts_at=None, ends_at=None)
            make_due(far, at=datetime(2027, 12, 1, tzinfo=UTC))
        make_due(event)
        with CaptureQueriesContext(connection) as queries:
            plan_meetings(now=START - 10 * DAY)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_catching_up_costs_the_same_however_many_readers_were_told():
    costs = []
    for readers in (1, 12):
        event = meeting()
        for _ in range(readers):
            sent(event, guest(event), at=START - 3 * DAY)
            guest(event)
        plan_meetings(now=START - 3 * DAY)
        make_due(event)
        with CaptureQueriesContext(connection) as queries:
            plan_meetings(now=START - 3 * DAY)
        costs.append(len(queries))

    assert costs[0] == costs[1]


CHANGES = {
    "edit": lambda event, by: edit(event, title="Other", by=by, today=TODAY),
    "postpone": lambda event, by: events.postpone(event, reason="A flood", by=by),
    "cancel": lambda event, by: events.cancel(event, reason="A flood", by=by),
    "hold": lambda event, by: events.hold(event, by=by, today=START.date()),
    "take part": lambda event, by: attendance.take_part(
        event, ParticipationTerms(name="Guest"), by=by
    ),
    "link": lambda event, by: attendance.link(
        ParticipationFactory(event=event), person=PersonFactory(), by=by
    ),
    "unlink": lambda event, _by: unlink(ParticipationFactory(event=event, person=PersonFactory())),
    "correct": lambda event, by: attendance.correct(
        ParticipationFactory(event=event),
        ParticipationTerms(name="Guest", state="invited"),
        by=by,
    ),
    "move": lambda event, by: attendance.move(
        ParticipationFactory(event=event), state="approved", by=by
    ),
    "withdraw": lambda event, by: attendance.withdraw(ParticipationFactory(event=event), by=by),
    "organizer": lambda event, by: organizers.add(
        event, OrganizerTerms(organization=OrganizationFactory()), by=by
    ),
    "no organizer": lambda event, by: records.remove(OrganizerFactory(event=event), by=by),
    "link set": lambda event, by: meeting_access.set_link(event, link="https://a.example", by=by),
    "link forgotten": lambda event, by: meeting_access.forget_link(
        meeting_access.set_link(event, link="https://a.example", by=by), by=by
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_a_meeting_or_its_people_lets_the_planner_look_at_it(event, change):
    ReminderSchedule.objects.update(next_check_at=START)

    CHANGES[change](event, None)

    assert _at_once() == [event.pk]


def test_a_meeting_is_looked_at_from_the_moment_it_is_written_down():
    terms = EventTerms(type=EventTypeFactory(), title="Workshop", modality="online")

    event = events.log(EventLog(event=terms), by=None, now=START)

    assert _at_once() == [event.pk]


def test_confirming_and_a_new_day_let_the_planner_look_too():
    event = EventFactory(state=EventState.POSTPONED, reason="A flood")
    event = events.reschedule(event, NewDay(day=START.date()), by=None, today=TODAY)
    assert _at_once() == [event.pk]
    ReminderSchedule.objects.all().delete()

    events.confirm(event, by=None)

    assert _at_once() == [event.pk]


def test_the_schedule_is_filled_again_with_what_is_to_come_and_nothing_else():
    unknown = meeting()
    meeting(day=TODAY - 2 * DAY, starts_at=None, ends_at=None)
    meeting(state=EventState.CANCELLED, reason="A flood")
    known = meeting()
    ReminderSchedule.objects.exclude(record_id=known.pk).delete()
    ReminderSchedule.objects.update(next_check_at=START)

    assert planning.rebuild(MEETINGS, today=TODAY) == 2
    assert planning.rebuild(MEETINGS, today=TODAY) == 2
    assert _at_once() == [unknown.pk]
    assert next_check(known) == START
