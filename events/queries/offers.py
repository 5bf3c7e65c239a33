"""What may be done with a meeting, by its state and by where its day lies: the one table of it.

Every page, form and task that offers an act asks here. Who may do it is asked of the rules, and an
operation refuses nothing that is offered.
"""

from __future__ import annotations

from datetime import date

from events.enums import UPCOMING, Act, EventState, MeetingTime
from events.models import Event

ALWAYS = frozenset({Act.EDIT, Act.LOG_SIMILAR, Act.FILE})
# The meeting takes place, or will one day.
_GOES_ON = ALWAYS | {Act.ORGANIZE, Act.SHOW, Act.LIST}
_OPEN = _GOES_ON | {Act.SET_LINK, Act.PREPARE, Act.CANCEL}
_AHEAD = _OPEN | {Act.JOIN, Act.POSTPONE}
_HELD = _GOES_ON | {Act.COMPLETE, Act.COUNT, Act.QUOTE, Act.AGREE}
_STILL_MEETING = {Act.JOIN, Act.SET_LINK}

_STANDS: dict[MeetingTime, frozenset[Act]] = {
    MeetingTime.OPEN: _OPEN,
    MeetingTime.PERHAPS: _OPEN | {Act.HOLD},
    MeetingTime.AHEAD: _AHEAD,
    MeetingTime.TODAY: _AHEAD | {Act.HOLD},
    # Nobody is asked to come to it any more: first it is said whether it took place.
    MeetingTime.OVER: (_GOES_ON - {Act.LIST}) | {Act.HOLD, Act.POSTPONE, Act.CANCEL},
}
_BESIDES: dict[tuple[EventState, MeetingTime], frozenset[Act]] = {
    (EventState.PLANNED, MeetingTime.AHEAD): frozenset({Act.CONFIRM}),
    (EventState.PLANNED, MeetingTime.TODAY): frozenset({Act.CONFIRM}),
    (EventState.CONFIRMED, MeetingTime.AHEAD): frozenset({Act.INVITE}),
}


def offers(event: Event, *, today: date) -> frozenset[Act]:
    """Return what may be done with ``event`` as it stands."""
    return offered(EventState(event.state), time_of(event, today=today))


def offered(state: EventState, time: MeetingTime) -> frozenset[Act]:
    """Return what may be done with a meeting of this state whose day lies there."""
    if state in UPCOMING:
        return _STANDS[time] | _BESIDES.get((state, time), frozenset())
    if state == EventState.CANCELLED:
        return ALWAYS
    if state == EventState.POSTPONED:
        return _GOES_ON | {Act.RESCHEDULE, Act.CANCEL}
    more = _STILL_MEETING if time == MeetingTime.TODAY else set()
    return _HELD | more | ({Act.REPORT} if state == EventState.HELD else set())


def time_of(event: Event, *, today: date) -> MeetingTime:
    """Say where the day of ``event`` lies."""
    first, last = event.first_day, event.over_after
    if first is None or last is None:
        return MeetingTime.OPEN
    if last < today:
        return MeetingTime.OVER
    if event.day is None:
        return MeetingTime.PERHAPS if first <= today else MeetingTime.OPEN
    return MeetingTime.TODAY if first <= today else MeetingTime.AHEAD
