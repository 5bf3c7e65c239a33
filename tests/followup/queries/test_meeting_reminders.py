"""When people are reminded of a meeting, and when the planner must look at it."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from events.enums import EventState
from events.models import EventType
from followup.queries import meeting_reminders as reminders
from followup.queries import notices
from followup.queries.meeting_reminders import Stage
from tests.factories.events import EventFactory
from tests.factories.network import PersonFactory
from tests.factories.notifications import RecipientFactory
from tests.followup.meetings import sent

START = datetime(2026, 12, 10, 7, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ZONES = [
    "Asia/Bangkok",
    "Asia/Yangon",
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "UTC",
]
# The nights in which Berlin and New York turn their clocks are among these days.
DAYS = some.dates(date(2026, 3, 1), date(2026, 11, 30))


def meeting(**facts):
    """Return a confirmed meeting of the usual rule that the database does not know."""
    facts = {"state": EventState.CONFIRMED, "day": START.date(), "starts_at": START} | facts
    return EventFactory.build(type=EventType(name="Workshop"), **facts)


def names(stages):
    return [stage.name for stage in stages]


@pytest.mark.parametrize(
    ("ahead", "stages"),
    [
        (22 * DAY, []),
        (21 * DAY, ["week"]),
        (15 * DAY, ["week", "day"]),
        (14 * DAY, ["week", "day", "hour"]),
        (7 * DAY, ["week", "day", "hour"]),
        (3 * DAY, ["week", "day", "hour"]),
        (2 * DAY, ["day", "hour"]),
        (26 * HOUR, ["day", "hour"]),
        (24 * HOUR, ["day", "hour"]),
        (2 * HOUR, ["day", "hour"]),
        (HOUR, ["hour"]),
        (MINUTE, ["hour"]),
        (0 * HOUR, []),
        (-HOUR, []),
    ],
)
def test_what_is_in_sight_and_the_latest_one_missed_are_worth_sending(ahead, stages):
    assert names(reminders.stages_to_send(meeting(), START - ahead)) == stages


@pytest.mark.parametrize(
    "facts",
    [{"state": EventState.PLANNED}, {"reminders": []}, {"day": None, "starts_at": None}],
    ids=["not confirmed", "no reminders wanted", "no day"],
)
def test_some_meetings_are_not_reminded_of(facts):
    assert reminders.stages_to_send(meeting(**facts), START - DAY) == []


@given(
    minutes=some.sets(some.integers(1, 40 * 24 * 60), max_size=5),
    ahead=some.integers(-3 * 24 * 60, 60 * 24 * 60),
)
def test_any_rule_at_any_moment_sends_each_reminder_in_its_time_and_one_missed_at_most(
    minutes, ahead
):
    event = meeting(reminders=sorted(minutes))

    sent = {
        stage.before // MINUTE: stage.useless // MINUTE
        for stage in reminders.stages_to_send(event, START - ahead * MINUTE)
    }

    two_weeks = 14 * 24 * 60
    to_come = {each for each in minutes if ahead - two_weeks <= each < ahead}
    missed = [each for each in minutes if each >= ahead]
    assert set(sent) - to_come <= ({min(missed)} if missed else set())
    assert to_come <= set(sent)
    assert all(useless < each and useless < ahead for each, useless in sent.items())


@pytest.mark.parametrize(
    ("minutes", "name", "useless"),
    [
        (43200, "43200", 2 * DAY),
        (10080, "week", 2 * DAY),
        (4320, "4320", 2 * DAY),
        (2880, "2880", HOUR),
        (1440, "day", HOUR),
        (1439, "1439", 0 * HOUR),
        (60, "hour", 0 * HOUR),
        (1, "1", 0 * HOUR),
    ],
)
def test_a_reminder_has_its_name_and_its_end(minutes, name, useless):
    stage = Stage(timedelta(minutes=minutes))

    assert (stage.name, stage.useless) == (name, useless)


def test_a_meeting_of_which_only_the_day_is_known_begins_in_the_morning_of_its_place():
    event = meeting(starts_at=None, time_zone="Asia/Yangon")

    assert reminders.start_of(event) == datetime(2026, 12, 10, 1, 30, tzinfo=UTC)


def test_a_meeting_without_a_day_has_no_start_no_end_and_no_report():
    event = meeting(day=None, starts_at=None)

    assert reminders.start_of(event) is None
    assert reminders.end_of(event) is None
    assert reminders.day_to_report(event, START) is None


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({}, datetime(2026, 12, 10, 17, tzinfo=UTC)),
        ({"last_day": date(2026, 12, 12)}, datetime(2026, 12, 12, 17, tzinfo=UTC)),
        ({"ends_at": START + 20 * HOUR}, START + 20 * HOUR),
        ({"time_zone": "America/New_York"}, datetime(2026, 12, 11, 5, tzinfo=UTC)),
    ],
    ids=["midnight", "last day", "into the night", "another zone"],
)
def test_a_meeting_is_over_when_its_last_day_has_passed_where_it_is_held(facts, end):
    assert reminders.end_of(meeting(**facts)) == end


@pytest.mark.parametrize(
    ("facts", "ahead", "day"),
    [
        ({}, 15 * DAY, None),
        ({}, 13 * DAY, date(2026, 12, 10)),
        ({"last_day": date(2026, 12, 12)}, 13 * DAY, None),
        ({"last_day": date(2026, 12, 12)}, 11 * DAY, date(2026, 12, 12)),
        ({"state": EventState.PLANNED}, -90 * DAY, date(2026, 12, 10)),
        ({"state": EventState.HELD}, -DAY, None),
        ({"state": EventState.POSTPONED}, -DAY, None),
    ],
)
def test_the_report_is_in_sight_two_weeks_ahead_and_until_it_is_there(facts, ahead, day):
    assert reminders.day_to_report(meeting(**facts), START - ahead) == day


@given(day=DAYS, zone=some.sampled_from(ZONES), reader=some.sampled_from(ZONES))
def test_the_report_is_due_on_a_morning_after_the_meeting_wherever_its_reader_is(day, zone, reader):
    event = meeting(day=day, starts_at=None, time_zone=zone)

    due = reminders.report_time(event, day, RecipientFactory.build(time_zone=reader))

    there, here = due.astimezone(ZoneInfo(zone)), due.astimezone(ZoneInfo(reader))
    assert there.date() > day
    assert here.replace(tzinfo=None) >= datetime.combine(day + DAY, time(8))
    assert here.replace(tzinfo=None) == datetime.combine(day + DAY, time(8)) or (
        there.replace(tzinfo=None) == datetime.combine(day + DAY, time(0))
    )


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_the_day_in_which_the_clocks_turn_has_its_own_length(zone):
    lengths = set()
    for day in (date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1)):
        event = meeting(day=day, starts_at=None, time_zone=zone)
        lengths.add((reminders.end_of(event) - reminders.start_of(event)) / HOUR)
        before = meeting(day=day - DAY, starts_at=None, time_zone=zone)
        lengths.add((reminders.start_of(event) - reminders.start_of(before)) / HOUR)

    assert lengths == {16, 23, 24, 25}


def test_a_zone_that_does_not_exist_is_taken_as_utc():
    event = meeting(starts_at=None, time_zone="Moon/Crater")

    assert reminders.start_of(event) == datetime(2026, 12, 10, 8, tzinfo=UTC)


@given(
    minutes=some.sets(some.integers(1, 40 * 24 * 60), max_size=4),
    ahead=some.integers(1, 100 * 24 * 60),
    day=DAYS,
    zone=some.sampled_from(ZONES),
)
def test_from_check_to_check_nothing_that_becomes_due_is_overlooked(minutes, ahead, day, zone):
    start = datetime.combine(day, time(9, 30), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    event = meeting(day=day, starts_at=start, time_zone=zone, reminders=list(minutes))
    now, checks, seen = start - ahead * MINUTE, [], {}
    while now is not None:
        checks.append(now)
        for stage in reminders.stages_to_send(event, now):
            seen.setdefault(stage.before // MINUTE, now)
        now = reminders.next_check(event, now)

    to_come = {each for each in minutes if each < ahead}
    assert all(seen[each] <= start - each * MINUTE for each in to_come)
    assert all(seen[each] <= max(checks[0], start - each * MINUTE - 14 * DAY) for each in to_come)
    for each in to_come:
        due = start - each * MINUTE
        assert any(due - 10 * MINUTE <= check <= due for check in checks)
    assert checks[-1] > start + DAY
    assert len(checks) < 40


@pytest.mark.parametrize(
    ("facts", "now", "following"),
    [
        ({}, START - 60 * DAY, START - 21 * DAY),
        ({}, START - 10 * DAY, START - 9 * DAY),
        ({}, START - 7 * DAY - 11 * MINUTE, START - 7 * DAY - 10 * MINUTE),
        ({}, START, datetime(2026, 12, 10, 16, 50, tzinfo=UTC)),
        ({}, START + DAY, datetime(2026, 12, 12, 17, tzinfo=UTC)),
        ({}, START + 3 * DAY, None),
        ({"state": EventState.PLANNED}, START - 60 * DAY, datetime(2026, 11, 26, 17, tzinfo=UTC)),
        ({"state": EventState.HELD}, START, None),
        ({"state": EventState.CANCELLED}, START - DAY, None),
        ({"state": EventState.POSTPONED}, START - DAY, None),
        ({"day": None, "starts_at": None}, START, None),
    ],
)
def test_the_next_check_is_when_something_may_become_due(facts, now, following):
    assert reminders.next_check(meeting(**facts), now) == following


def test_a_moved_meeting_is_reminded_of_anew():
    event = meeting(pk=12, revision=3)

    [week] = reminders.stages_to_send(event, START - 20 * DAY)
    key = reminders.key_of(event, week, RecipientFactory.build(pk=5))

    assert key == "meeting:12:3:week:5"
    assert reminders.stage_of(event, key) == week
    assert reminders.stage_of(meeting(pk=12, revision=4), key) is None
    assert reminders.stage_of(meeting(pk=12, revision=3, reminders=[60]), key) is None


@pytest.mark.parametrize(
    ("facts", "is_notified"),
    [
        ({"at": START - DAY}, True),
        ({"at": START - 3 * DAY}, False),
        ({"at": None, "state": "sending", "claim": uuid4()}, True),
        ({"at": None, "state": "pending"}, True),
        ({"at": None, "state": "cancelled"}, False),
        ({"kind": notices.CANCELLATION}, False),
        ({"key": "invitation:1:7:1"}, False),
    ],
)
def test_who_was_told_since_a_reminder_was_due_or_will_be_needs_none(db, facts, is_notified):
    event = EventFactory()
    mail = sent(event, PersonFactory(), **{"at": START - DAY, **facts})

    found = reminders.notified_since(event, notices.mails_about(event), START - 2 * DAY, {})

    assert found == ({mail.recipient_id} if is_notified else set())


def test_what_is_planned_now_counts_and_what_was_planned_before_does_not(db):
    event = EventFactory()
    mail = sent(event, PersonFactory(), at=START - 3 * DAY)

    found = reminders.notified_since(
        event, notices.mails_about(event), START - DAY, {mail.key: mail.recipient_id, "new": 12}
    )

    assert found == {12}


def test_a_report_of_another_day_is_another_report():
    event = meeting(pk=12, revision=3)

    assert reminders.report_key(event, RecipientFactory.build(pk=5)) == "meeting-report:12:3:5"
