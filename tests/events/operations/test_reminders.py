"""Mails of meetings: promised once each, never for what is called off."""

from datetime import UTC, date, datetime
from importlib import import_module
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from events.enums import EventState, ParticipationState
from events.models import Event, Participation, ReminderLook
from events.operations import attendance, events, meeting_access, organizers, reminders
from events.queries import told
from notifications.enums import MessageState, Urgency
from notifications.models import Message
from tests.events.meetings import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    START,
    TODAY,
    got,
    guest,
    invite,
    meeting,
    pass_time,
    sent,
    waiting,
)
from tests.factories.events import (
    EventFactory,
    EventTypeFactory,
    OrganizerFactory,
    ParticipationFactory,
    ReminderLookFactory,
)
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

WEEK_MAIL, DAY_MAIL, HOUR_MAIL = (
    (-7 * DAY, -2 * DAY, "pending"),
    (-DAY, -HOUR, "pending"),
    (-HOUR, 0 * HOUR, "pending"),
)


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def person(event):
    return guest(event)


def planned():
    rows = Message.objects.filter(kind=told.REMINDER).order_by("due_at")
    rows = rows.values_list("due_at", "not_after", "state")
    return [(due - START, useless - START, state) for due, useless, state in rows]


def plan_again(event, now):
    reminders.look_again(event)
    return reminders.plan(now=now)


def next_look(event):
    return ReminderLook.objects.get(event=event).look_at


def test_a_week_a_day_and_an_hour_before_are_promised_ahead(event, person):
    assert reminders.plan(now=START - 10 * DAY) == 3

    assert planned() == [WEEK_MAIL, DAY_MAIL, HOUR_MAIL]


def test_only_the_last_one_does_not_wait_when_waiting_is_useless(event, person):
    reminders.plan(now=START - 10 * DAY)

    urgencies = Message.objects.order_by("due_at").values_list("urgency", flat=True)
    assert list(urgencies) == [Urgency.CALM, Urgency.CALM, Urgency.URGENT]


def test_planning_again_promises_nothing_more(event, person):
    reminders.plan(now=START - 10 * DAY)

    assert [plan_again(event, START - days * DAY) for days in (10, 7, 1, 0)] == [0, 0, 0, 0]


def test_nothing_is_asked_before_its_time(event, person):
    reminders.plan(now=START - 10 * DAY)
    Participation.objects.all().delete()
    guest(event)

    assert reminders.plan(now=START - 9 * DAY - MINUTE) == 0
    assert reminders.plan(now=START - 9 * DAY) == 3


def test_who_joins_later_is_reminded_too(event, person):
    reminders.plan(now=START - 10 * DAY)
    attendance.take_part(event, person=PersonFactory(), state="invited", by=None)

    assert reminders.plan(now=START - 10 * DAY) == 3


def test_who_was_named_focal_point_just_before_a_reminder_is_due_gets_it(event):
    college = OrganizationFactory()
    OrganizerFactory(event=event, organization=college)
    pass_time(START - 10 * DAY, START - 2 * DAY)
    FocalPointFactory(organization=college)

    assert next_look(event) == START - DAY - 10 * MINUTE
    assert reminders.plan(now=next_look(event)) == 2


def test_who_is_no_focal_point_any_more_is_not_waited_for(event):
    focal = FocalPointFactory()
    OrganizerFactory(event=event, organization=focal.organization)
    reminders.plan(now=START - 10 * DAY)
    focal.ends_on = date(2026, 12, 1)
    focal.save()

    reminders.plan(now=START - 9 * DAY)

    assert waiting() == []


def test_who_leaves_the_list_and_returns_is_reminded(event, person):
    reminders.plan(now=START - 10 * DAY)
    attendance.withdraw(event.participations.get(), by=None)
    reminders.plan(now=START - 10 * DAY)

    assert waiting() == []

    attendance.take_part(event, person=person, state="invited", by=None)

    assert reminders.plan(now=START - 10 * DAY) == 3


@pytest.mark.parametrize("state", [ParticipationState.DECLINED, ParticipationState.ABSENT])
def test_who_does_not_come_is_not_reminded(event, person, state):
    reminders.plan(now=START - 10 * DAY)
    attendance.move(event.participations.get(), state=state, by=None)
    reminders.plan(now=START - 10 * DAY)

    assert waiting() == []


def test_a_meeting_confirmed_late_is_reminded_of_at_once_and_before_it(event, person):
    reminders.plan(now=START - 3 * DAY)

    assert [due for due, _, _ in planned()] == [-3 * DAY, -DAY, -HOUR]


def test_a_meeting_confirmed_on_the_eve_gets_one_reminder_at_once(event, person):
    reminders.plan(now=START - 5 * HOUR)

    assert [due for due, _, _ in planned()] == [-5 * HOUR, -HOUR]


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
    events.edit(event, place="Hall B", by=None, today=TODAY)

    pass_time(START - 3 * DAY, START - 3 * DAY + HOUR)

    assert [subject.partition(":")[0] for subject in got(mailoutbox)] == ["New place"]


def test_who_is_sent_the_meeting_link_gets_no_reminder_with_it(event, mailoutbox):
    guest(event, ParticipationState.APPROVED)
    meeting_access.set_link(event, link="https://zoom.example/1", by=None)

    pass_time(START - 3 * DAY, START - 3 * DAY + HOUR)

    assert [subject.partition(":")[0] for subject in got(mailoutbox)] == ["Meeting link"]


def test_a_reminder_that_waits_gives_way_to_an_invitation(event, person):
    saturday = START - 5 * DAY
    reminders.plan(now=saturday)
    invite(event, person, now=saturday + HOUR)

    plan_again(event, saturday + HOUR)

    assert [due for due, _, _ in planned()] == [-DAY, -HOUR]
    assert len(waiting(told.INVITATION)) == 1


def test_a_reminder_that_waits_for_the_morning_stays_though_its_reader_was_invited_before():
    monday = datetime(2026, 12, 14, 3, tzinfo=UTC)
    event = meeting(day=monday.date(), starts_at=monday, ends_at=None, reminders=[24 * 60])
    sent(event, guest(event), at=monday - 10 * DAY)
    pass_time(monday - 3 * DAY)
    [reminder] = waiting(told.REMINDER)

    plan_again(event, monday - 20 * HOUR)

    assert waiting(told.REMINDER) == [reminder]


def test_whose_invitation_was_cancelled_by_hand_is_caught_up_with(event, person):
    sent(event, person, at=None, state=MessageState.CANCELLED)

    reminders.plan(now=START - 3 * DAY)

    assert [due for due, _, _ in planned()] == [-3 * DAY, -DAY, -HOUR]


@pytest.mark.parametrize("now", [START, START + DAY])
def test_when_it_has_begun_nobody_is_reminded(event, person, now):
    assert reminders.plan(now=now) == 0


@pytest.mark.parametrize("state", set(EventState) - {EventState.CONFIRMED})
def test_only_a_confirmed_meeting_is_reminded_of(event, person, state):
    event.state, event.reason = state, "A reason"
    event.save()

    assert reminders.plan(now=START - 5 * DAY) == 0


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
    events.edit(event, reminders=own, by=None, today=TODAY)

    reminders.plan(now=START - 10 * DAY)

    assert [-due for due, _, _ in planned()] == before


def test_another_rule_takes_the_place_of_what_waits(event, person):
    reminders.plan(now=START - 10 * DAY)
    events.edit(event, reminders=[2880], by=None, today=TODAY)
    reminders.plan(now=START - 10 * DAY)

    assert [due for due, _, _ in planned()] == [-2 * DAY]

    events.edit(event, reminders=None, by=None, today=TODAY)
    reminders.plan(now=START - 10 * DAY)

    assert planned() == [WEEK_MAIL, DAY_MAIL, HOUR_MAIL]


def test_another_rule_of_a_type_concerns_its_meetings_only(event, person):
    meeting(type=EventTypeFactory(key="visit", name="Visit"))
    reminders.plan(now=START - 10 * DAY)
    event.type.reminders = [2880]
    event.type.save()

    reminders.look_again_at_all(event.type)

    assert _at_once() == [event.pk]
    reminders.plan(now=START - 10 * DAY)
    assert [due for due, _, _ in planned()] == [-2 * DAY]


def _at_once():
    return list(ReminderLook.objects.filter(look_at__lt=NOW).values_list("event", flat=True))


def test_a_moved_meeting_is_reminded_of_for_its_new_day_only(event, person):
    reminders.plan(now=START - 10 * DAY)
    moved = START + 5 * DAY
    events.edit(event, day=moved.date(), starts_at=moved, ends_at=None, by=None, today=TODAY)

    reminders.plan(now=START - 9 * DAY)

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

    reminders.plan(now=START - 5 * DAY)

    assert set(Message.objects.values_list("recipient", "reason")) == {
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

    reminders.plan(now=local - 10 * DAY)

    due = list(Message.objects.order_by("due_at").values_list("due_at", flat=True))
    clocks = [moment.astimezone(ZoneInfo(zone)).strftime("%d %H:%M") for moment in due]
    # The day before was a Sunday, on which Berlin turned its clocks back: it waits for the morning.
    assert clocks == [f"19 {week_before}", "26 08:00", "26 08:30"]


def test_a_clock_that_is_set_back_loses_nothing_and_sends_nothing_twice(event, person, mailoutbox):
    pass_time(START - 7 * DAY, START - 7 * DAY + 5 * MINUTE, START - 7 * DAY - HOUR)
    reminders.look_again(event)
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

    reminders.plan(now=START - 20 * DAY)
    assert reported() == []
    reminders.plan(now=next_look(event))

    morning = datetime(2026, 12, 11, 1, 30, tzinfo=UTC)
    assert reported() == [(planner.recipient_id, morning, "pending")]


def test_a_meeting_that_was_held_needs_no_mail_that_its_report_is_due():
    planner = PersonFactory(user=staff())
    event = meeting(logged_by=planner.user)
    reminders.plan(now=START)

    events.hold(event, by=None, today=START.date())
    reminders.plan(now=START + HOUR)

    assert reported() == []
    assert not ReminderLook.objects.exists()


def test_who_follows_up_since_yesterday_gets_the_report_that_is_still_due():
    first = PersonFactory(user=staff())
    event = meeting(logged_by=None)
    pass_time(START, START + DAY)
    second = PersonFactory(user=staff())
    first.user.is_active = False
    first.user.save()

    pass_time(next_look(event))

    assert [recipient for recipient, _, _ in reported()] == [
        first.recipient_id,
        second.recipient_id,
    ]
    assert not ReminderLook.objects.exists()


def test_a_meeting_without_a_day_has_no_report_and_needs_no_look():
    PersonFactory(user=staff())
    EventFactory(planned=True, day=None)

    assert reminders.plan(now=NOW) == 0
    assert not ReminderLook.objects.exists()


def test_one_that_cannot_be_planned_does_not_hold_up_the_rest(event, person, caplog):
    broken = meeting()
    sent(broken, guest(broken), key="a key of another kind")
    ReminderLook.objects.filter(event=broken).update(look_at=NOW - 90 * DAY)

    assert reminders.plan(now=START - 10 * DAY) == 3
    assert f"meeting {broken.pk} cannot be planned" in caplog.text
    assert next_look(broken) == START - 10 * DAY + HOUR


@pytest.mark.parametrize("code", ["22001", "23514", "42703", "P0001", "XX000"])
def test_whatever_the_database_refuses_holds_up_that_meeting_only(event, person, caplog, code):
    broken = meeting()
    guest(broken)
    ReminderLook.objects.filter(event=broken).update(look_at=NOW - 90 * DAY)
    refuse_messages_about(broken, code)

    assert reminders.plan(now=START - 10 * DAY) == 3
    assert f"meeting {broken.pk} cannot be planned" in caplog.text
    assert next_look(broken) == START - 10 * DAY + HOUR


def test_a_database_that_goes_away_ends_the_run(event, person):
    refuse_messages_about(event, "57P01")

    with pytest.raises(OperationalError):
        reminders.plan(now=START - 10 * DAY)
    assert next_look(event) < NOW


def refuse_messages_about(event, code):
    """Let the database answer with an error of that code (PostgreSQL, appendix A)."""
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE FUNCTION refuse_message() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.about_id = {event.pk} THEN
                    RAISE EXCEPTION 'refused' USING ERRCODE = '{code}';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse_message BEFORE INSERT ON notifications_message
            FOR EACH ROW EXECUTE FUNCTION refuse_message()
        """)


def test_while_a_mail_is_on_its_way_the_planner_looks_again_soon(event, person):
    sent(
        event,
        person,
        state=MessageState.SENDING,
        sent_at=None,
        claim="a4b2a8f4-6d5e-4b53-9d4b-0d6f7f3c2b11",
    )
    Event.objects.update(state=EventState.CANCELLED, reason="A flood", revision=2)

    reminders.plan(now=NOW)

    assert (waiting(), next_look(event)) == ([], NOW + 5 * MINUTE)

    Message.objects.update(state=MessageState.SENT, claim=None, sent_at=NOW)
    reminders.plan(now=NOW + 5 * MINUTE)

    assert len(waiting(told.CANCELLATION)) == 1
    assert not ReminderLook.objects.exists()


def test_one_that_another_planner_has_is_left_to_it(event, person):
    ReminderLook.objects.update(look_at=NOW + DAY)

    assert reminders._look(event.pk, now=NOW) == 0


def in_another_process(act):
    """Start ``act`` with a connection of its own; it notes what came of it."""
    ends = []

    def run():
        ends.append(act())
        connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, ends


def test_a_meeting_that_is_cancelled_while_it_is_planned_leaves_nothing_to_send(transactional_db):
    event = meeting()
    guest(event)
    with transaction.atomic():
        reminders.plan(now=START - 10 * DAY)
        thread, ends = in_another_process(
            lambda: events.cancel(event, reason="A flood", by=None).state
        )
        thread.join(timeout=0.5)
        waited = thread.is_alive()
    thread.join()

    assert (waited, ends, waiting()) == (True, ["cancelled"], [])
    assert [state for _, _, state in planned()] == ["cancelled"] * 3
    assert next_look(event) < NOW


def test_a_meeting_that_is_being_changed_is_planned_afterwards(transactional_db):
    event = meeting()
    guest(event)
    with transaction.atomic():
        events.edit(event, place="Hall B", by=None, today=TODAY)
        thread, ends = in_another_process(lambda: reminders.plan(now=START - 10 * DAY))
        thread.join()

    assert (ends, reminders.plan(now=START - 10 * DAY)) == ([0], 3)
    assert {told.revision_of(each) for each in Message.objects.all()} == {2}


def test_planners_at_once_promise_everything_once(transactional_db):
    for _ in range(6):
        guest(meeting())
    at_once = Barrier(3)

    def plan():
        at_once.wait()
        return reminders.plan(now=START - 10 * DAY)

    started = [in_another_process(plan) for _ in range(3)]
    for thread, _ends in started:
        thread.join()

    assert sum(ends[0] for _thread, ends in started) == Message.objects.count() == 18


def test_planning_a_minute_costs_the_same_however_long_the_calendar_is(event, person):
    reminders.plan(now=START - 10 * DAY)
    costs = []
    for others in (1, 30):
        for _ in range(others):
            far = meeting(look=False, day=date(2028, 1, 1), starts_at=None, ends_at=None)
            ReminderLookFactory(event=far, look_at=datetime(2027, 12, 1, tzinfo=UTC))
        reminders.look_again(event)
        with CaptureQueriesContext(connection) as queries:
            reminders.plan(now=START - 10 * DAY)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_catching_up_costs_the_same_however_many_readers_were_told():
    costs = []
    for readers in (1, 12):
        event = meeting()
        for _ in range(readers):
            sent(event, guest(event), at=START - 3 * DAY)
            guest(event)
        reminders.plan(now=START - 3 * DAY)
        reminders.look_again(event)
        with CaptureQueriesContext(connection) as queries:
            reminders.plan(now=START - 3 * DAY)
        costs.append(len(queries))

    assert costs[0] == costs[1]


CHANGES = {
    "edit": lambda event, by: events.edit(event, title="Other", by=by, today=TODAY),
    "postpone": lambda event, by: events.postpone(event, reason="A flood", by=by),
    "cancel": lambda event, by: events.cancel(event, reason="A flood", by=by),
    "hold": lambda event, by: events.hold(event, by=by, today=START.date()),
    "take part": lambda event, by: attendance.take_part(event, name="Guest", by=by),
    "link": lambda event, by: attendance.link(
        ParticipationFactory(event=event), person=PersonFactory(), by=by
    ),
    "unlink": lambda event, by: attendance.unlink(
        ParticipationFactory(event=event, person=PersonFactory()), by=by
    ),
    "correct": lambda event, by: attendance.correct(
        ParticipationFactory(event=event), organization=None, state="invited", by=by
    ),
    "move": lambda event, by: attendance.move(
        ParticipationFactory(event=event), state="approved", by=by
    ),
    "withdraw": lambda event, by: attendance.withdraw(ParticipationFactory(event=event), by=by),
    "organizer": lambda event, by: organizers.add(event, organization=OrganizationFactory(), by=by),
    "no organizer": lambda event, by: organizers.remove(OrganizerFactory(event=event), by=by),
    "link set": lambda event, by: meeting_access.set_link(event, link="https://a.example", by=by),
    "link forgotten": lambda event, by: meeting_access.forget_link(
        meeting_access.set_link(event, link="https://a.example", by=by), by=by
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_a_meeting_or_its_people_lets_the_planner_look_at_it(event, change):
    ReminderLook.objects.update(look_at=START)

    CHANGES[change](event, None)

    assert _at_once() == [event.pk]


def test_a_meeting_is_looked_at_from_the_moment_it_is_written_down():
    event = events.log(
        type=EventTypeFactory(), title="Workshop", modality="online", by=None, today=TODAY
    )

    assert _at_once() == [event.pk]


def test_confirming_and_a_new_day_let_the_planner_look_too():
    event = EventFactory(state=EventState.POSTPONED, reason="A flood", look=False)
    event = events.reschedule(event, day=START.date(), by=None, today=TODAY)
    assert _at_once() == [event.pk]
    ReminderLook.objects.all().delete()

    events.confirm(event, by=None)

    assert _at_once() == [event.pk]


def test_what_another_release_wrote_down_is_looked_at_and_nothing_else():
    unknown = meeting(look=False)
    meeting(look=False, day=TODAY - 2 * DAY, starts_at=None, ends_at=None)
    meeting(look=False, state=EventState.CANCELLED, reason="A flood")
    known = meeting()
    ReminderLook.objects.update(look_at=START)

    assert reminders.look_at_unknown(today=TODAY) == 1
    assert reminders.look_at_unknown(today=TODAY) == 0
    assert _at_once() == [unknown.pk]
    assert next_look(known) == START


def test_the_migration_lets_the_planner_look_at_what_is_to_come():
    migration = import_module("events.migrations.0002_meeting_messages")
    for state in EventState:
        meeting(look=False, state=state, reason="A reason")

    migration.look_at_what_is_to_come(apps, None)

    states = set(ReminderLook.objects.values_list("event__state", flat=True))
    assert states == {"planned", "confirmed", "postponed"}
