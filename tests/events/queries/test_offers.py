"""What a meeting offers, in every state and whenever its day lies."""

from datetime import date, timedelta

import pytest

from events.enums import CALLED_OFF, HAPPENED, Act, EventState, MeetingTime
from events.operations import events
from events.queries.offers import offered, offers, time_of
from events.terms.events import NewDay
from tests.factories.events import EventFactory

TODAY = date(2026, 11, 12)
DAY = timedelta(days=1)
WHEN = [
    (MeetingTime.OPEN, {"day": None}),
    (
        MeetingTime.OPEN,
        {"day": None, "earliest_day": date(2027, 1, 1), "latest_day": date(2027, 12, 31)},
    ),
    (
        MeetingTime.PERHAPS,
        {"day": None, "earliest_day": date(2026, 11, 1), "latest_day": date(2026, 11, 30)},
    ),
    (MeetingTime.AHEAD, {"day": TODAY + DAY}),
    (MeetingTime.TODAY, {"day": TODAY}),
    (MeetingTime.TODAY, {"day": TODAY - DAY, "last_day": TODAY + DAY}),
    (MeetingTime.TODAY, {"day": TODAY - DAY, "last_day": TODAY}),
    (MeetingTime.OVER, {"day": TODAY - DAY}),
    (MeetingTime.OVER, {"day": TODAY - 3 * DAY, "last_day": TODAY - DAY}),
    (
        MeetingTime.OVER,
        {"day": None, "earliest_day": date(2022, 5, 1), "latest_day": date(2022, 5, 31)},
    ),
]
NOT_YET = {MeetingTime.OPEN, MeetingTime.AHEAD}
EVERY = [
    (state, time, when)
    for state in EventState
    for time, when in WHEN
    if not (state in HAPPENED and time in NOT_YET)
]
# What is done before a meeting, and makes no sense after it or without it.
BEFOREHAND = {Act.CONFIRM, Act.INVITE, Act.PREPARE, Act.JOIN, Act.SET_LINK}
AFTERWARDS = {Act.COMPLETE, Act.COUNT, Act.QUOTE, Act.AGREE, Act.REPORT}


def meeting(state, when):
    return EventFactory.build(state=state, reason="Floods" if state in CALLED_OFF else "", **when)


@pytest.mark.parametrize(("time", "when"), WHEN)
def test_a_day_lies_somewhere_as_far_as_it_is_known(time, when):
    assert time_of(meeting(EventState.PLANNED, when), today=TODAY) == time


@pytest.mark.parametrize(("state", "_time", "when"), EVERY)
def test_a_meeting_offers_only_what_makes_sense(state, _time, when):
    found = offers(meeting(state, when), today=TODAY)

    assert {Act.EDIT, Act.LOG_SIMILAR, Act.FILE} <= found
    if state == EventState.CANCELLED:
        assert found == {Act.EDIT, Act.LOG_SIMILAR, Act.FILE}
    if state not in HAPPENED:
        assert not found & AFTERWARDS
    if state in CALLED_OFF:
        assert not found & (BEFOREHAND | {Act.HOLD, Act.POSTPONE})
    if state in HAPPENED:
        assert not found & {Act.HOLD, Act.POSTPONE, Act.CANCEL, Act.CONFIRM, Act.INVITE}


@pytest.mark.parametrize("state", EventState)
def test_nobody_is_asked_beforehand_about_what_is_over(state):
    assert not offered(state, MeetingTime.OVER) & BEFOREHAND


@pytest.mark.parametrize("time", MeetingTime)
def test_people_may_be_added_who_come_or_came(time):
    planned, held = offered(EventState.PLANNED, time), offered(EventState.HELD, time)

    assert (Act.LIST in planned, Act.LIST in held) == (time != MeetingTime.OVER, True)


def test_what_was_planned_and_is_over_is_asked_about():
    assert Act.HOLD in offered(EventState.CONFIRMED, MeetingTime.OVER)
    assert Act.HOLD not in offered(EventState.CONFIRMED, MeetingTime.AHEAD)


def test_the_link_is_open_while_people_may_still_join():
    shown = [
        (state, time)
        for state in EventState
        for time in MeetingTime
        if Act.JOIN in offered(state, time)
    ]

    assert shown == [
        (EventState.PLANNED, MeetingTime.AHEAD),
        (EventState.PLANNED, MeetingTime.TODAY),
        (EventState.CONFIRMED, MeetingTime.AHEAD),
        (EventState.CONFIRMED, MeetingTime.TODAY),
        (EventState.HELD, MeetingTime.TODAY),
        (EventState.REPORTED, MeetingTime.TODAY),
    ]


ACTS = {
    Act.CONFIRM: lambda event: events.confirm(event, by=None),
    Act.HOLD: lambda event: events.hold(event, by=None, today=TODAY),
    Act.REPORT: lambda event: events.report(event, by=None),
    Act.POSTPONE: lambda event: events.postpone(event, reason="Floods", by=None),
    Act.CANCEL: lambda event: events.cancel(event, reason="Floods", by=None),
    Act.RESCHEDULE: lambda event: events.reschedule(
        event, NewDay(day=TODAY + DAY), by=None, today=TODAY
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("state", "time", "when"), EVERY)
def test_no_act_that_is_offered_is_refused(state, time, when, act):
    if act not in offered(state, time):
        return
    event = meeting(state, when)
    event.type.save()
    event.save()

    ACTS[act](event)
