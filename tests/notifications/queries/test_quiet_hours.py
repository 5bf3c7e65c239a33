"""When a message goes; what is expected is worked out minute by minute, without the code."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from notifications.enums import Urgency
from notifications.queries import quiet_hours
from notifications.queries.quiet_hours import when_to_send

ZONES = ["Asia/Yangon", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
MINUTE = timedelta(minutes=1)
# Friday 20:00 to Monday 08:00, and an hour of summer time.
LONGEST_QUIET = timedelta(hours=61)
# The turns to and from summer time of 2026 in these zones, give or take three days.
TURNS = [
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 5),
    date(2026, 10, 4),
    date(2026, 10, 25),
    date(2026, 11, 1),
]

zones = st.sampled_from(ZONES)
urgencies = st.sampled_from(list(Urgency))
around_a_turn = st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + minutes * MINUTE,
    st.sampled_from(TURNS),
    st.integers(-3 * 1440, 3 * 1440),
)
any_time = st.builds(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds),
    st.integers(0, 2 * 365 * 86400),
)
moments = st.one_of(around_a_turn, any_time)
spans = st.integers(0, 6 * 1440).map(lambda minutes: minutes * MINUTE)


def wants_quiet(moment, zone):
    """Say what the clock on the reader's wall says: written anew, to check the code against."""
    wall = moment.astimezone(ZoneInfo(zone))
    return (
        wall.strftime("%a") in {"Sat", "Sun"} or wall.strftime("%H:%M") < "08:00" or wall.hour >= 20
    )


def first_free_minute(moment, zone):
    """Walk from minute to minute to the first one in which the reader wants no quiet."""
    if not wants_quiet(moment, zone):
        return moment
    moment = moment.replace(second=0, microsecond=0)
    while wants_quiet(moment, zone):
        moment += MINUTE
    return moment


def last_free_minute(moment, zone):
    moment = moment.replace(second=0, microsecond=0)
    while wants_quiet(moment, zone):
        moment -= MINUTE
    return moment


@given(due_at=moments, zone=zones, early=spans)
@example(due_at=datetime(2026, 3, 29, 1, tzinfo=UTC), zone="Europe/Berlin", early=timedelta())
@example(due_at=datetime(2026, 10, 3, 15, 30, tzinfo=UTC), zone=ZONES[3], early=timedelta())
def test_what_helps_later_too_goes_in_the_first_free_minute(due_at, zone, early):
    moment = when_to_send(
        due_at, not_after=None, zone=zone, urgency=Urgency.CALM, now=due_at - early
    )

    assert moment == first_free_minute(due_at, zone)
    assert moment - due_at <= LONGEST_QUIET + timedelta(hours=1)


@given(due_at=moments, zone=zones, urgency=urgencies, late=spans, useful=spans)
def test_never_in_the_past_and_never_when_it_is_of_no_use(due_at, zone, urgency, late, useful):
    now, not_after = due_at + late - timedelta(days=3), due_at + useful
    assume(now < not_after and useful)

    moment = when_to_send(due_at, not_after=not_after, zone=zone, urgency=urgency, now=now)

    assert now <= moment < not_after


@given(due_at=moments, zone=zones, urgency=urgencies, early=spans, useful=spans)
def test_in_quiet_only_if_it_must(due_at, zone, urgency, early, useful):
    now, not_after = due_at - early, due_at + useful
    moment = when_to_send(due_at, not_after=not_after, zone=zone, urgency=urgency, now=now)

    if wants_quiet(moment, zone):
        morning = first_free_minute(due_at, zone)
        nothing_before = last_free_minute(due_at, zone) < now and moment == now
        assert urgency == Urgency.AT_ONCE or (
            morning >= not_after and (urgency == Urgency.URGENT or nothing_before)
        )


@given(due_at=moments, zone=zones, urgency=urgencies, early=spans, useful=st.none() | spans)
def test_moved_only_if_it_must_be_and_no_further_than_it_must(due_at, zone, urgency, early, useful):
    now = due_at - early
    not_after = None if useful is None else due_at + useful
    moment = when_to_send(due_at, not_after=not_after, zone=zone, urgency=urgency, now=now)

    if moment > due_at:
        assert moment == first_free_minute(due_at, zone)
    elif moment < due_at:
        assert first_free_minute(due_at, zone) >= not_after
        assert moment == max(last_free_minute(due_at, zone), now)
    if not wants_quiet(due_at, zone) or urgency == Urgency.AT_ONCE:
        assert moment == due_at


@given(due_at=moments, zone=zones, urgency=urgencies, late=spans)
def test_what_is_overdue_is_treated_as_due_now(due_at, zone, urgency, late):
    facts = {"not_after": None, "zone": zone, "urgency": urgency, "now": due_at + late}

    assert when_to_send(due_at, **facts) == when_to_send(due_at + late, **facts)


def local(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("due", "goes"),
    [
        ((2026, 11, 25, 7, 59), (2026, 11, 25, 8)),
        ((2026, 11, 25, 8), (2026, 11, 25, 8)),
        ((2026, 11, 25, 19, 59), (2026, 11, 25, 19, 59)),
        ((2026, 11, 25, 20), (2026, 11, 26, 8)),
        ((2026, 11, 27, 20), (2026, 11, 30, 8)),
        ((2026, 11, 28, 12), (2026, 11, 30, 8)),
        ((2026, 11, 30, 0), (2026, 11, 30, 8)),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_the_edges_of_quiet(zone, due, goes):
    due_at = local(zone, *due)

    moment = when_to_send(due_at, not_after=None, zone=zone, urgency="calm", now=due_at)

    assert moment == local(zone, *goes)


def test_the_half_hour_of_yangon():
    due_at = datetime(2026, 11, 25, 13, 30, tzinfo=UTC)

    moment = when_to_send(due_at, not_after=None, zone="Asia/Yangon", urgency="calm", now=due_at)

    assert moment == datetime(2026, 11, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("urgency", "goes"),
    [
        ("calm", (2026, 11, 25, 19, 59)),
        ("urgent", (2026, 11, 26, 6)),
        ("at_once", (2026, 11, 26, 6)),
    ],
)
def test_a_meeting_in_the_early_morning(urgency, goes):
    zone = "Europe/Berlin"
    due_at, meeting = local(zone, 2026, 11, 26, 6), local(zone, 2026, 11, 26, 7)
    noon = local(zone, 2026, 11, 25, 12)

    moment = when_to_send(due_at, not_after=meeting, zone=zone, urgency=urgency, now=noon)

    assert moment == local(zone, *goes)


def test_before_a_meeting_on_a_sunday_it_goes_on_friday():
    zone = "America/New_York"
    due_at, meeting = local(zone, 2026, 11, 29, 9), local(zone, 2026, 11, 29, 10)
    facts = {"not_after": meeting, "zone": zone, "urgency": "calm"}

    early = when_to_send(due_at, **facts, now=local(zone, 2026, 11, 20, 12))
    saturday_night = when_to_send(
        local(zone, 2026, 11, 28, 21), **facts, now=local(zone, 2026, 11, 20, 12)
    )
    late = when_to_send(due_at, **facts, now=local(zone, 2026, 11, 28, 12))

    assert early == saturday_night == local(zone, 2026, 11, 27, 19, 59)
    assert late == local(zone, 2026, 11, 28, 12)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Asia", "\x00"])
def test_a_clock_that_does_not_exist_shows_utc(zone):
    due_at = datetime(2026, 11, 25, 21, tzinfo=UTC)

    moment = when_to_send(due_at, not_after=None, zone=zone, urgency="calm", now=due_at)

    assert moment == datetime(2026, 11, 26, 8, tzinfo=UTC)


def test_an_hour_that_summer_time_leaves_out_is_the_one_after_it():
    assert quiet_hours.at(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )


def test_a_morning_that_is_too_late_by_nothing_is_too_late():
    zone, due = "Asia/Bangkok", (2026, 11, 26, 6)
    morning = local(zone, 2026, 11, 26, 8)
    facts = {"zone": zone, "urgency": "calm", "now": local(zone, 2026, 11, 25, 12)}

    too_late = when_to_send(local(zone, *due), not_after=morning, **facts)
    in_time = when_to_send(local(zone, *due), not_after=morning + MINUTE, **facts)

    assert (too_late, in_time) == (local(zone, 2026, 11, 25, 19, 59), morning)
