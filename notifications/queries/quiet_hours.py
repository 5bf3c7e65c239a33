"""When a message goes: not at night and not on weekends of its reader, unless it must.

Source: issue 3 and reliability.md 2.3. Quiet is from 20:00 to 08:00 and on Saturday and Sunday, by
the clock on the reader's wall: a change to summer time moves the morning with it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from notifications.enums import Urgency

MORNING, EVENING = time(8), time(20)
_SATURDAY = 5
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def is_quiet(moment: datetime, zone: str) -> bool:
    """Say whether a reader in ``zone`` wants quiet at that moment."""
    local = moment.astimezone(clock(zone))
    return _is_weekend(local.date()) or not MORNING <= local.time() < EVENING


def next_morning(moment: datetime, zone: str) -> datetime:
    """Return the end of the quiet that holds at ``moment``."""
    local = moment.astimezone(clock(zone))
    day = local.date() if local.time() < MORNING else local.date() + _DAY
    while _is_weekend(day):
        day += _DAY
    return at(day, MORNING, zone)


def evening_before(moment: datetime, zone: str) -> datetime:
    """Return the last minute before the quiet that holds at ``moment``."""
    local = moment.astimezone(clock(zone))
    day = local.date() if local.time() >= EVENING else local.date() - _DAY
    while _is_weekend(day):
        day -= _DAY
    return at(day, EVENING, zone) - _MINUTE


def when_to_send(
    due_at: datetime, *, not_after: datetime | None, zone: str, urgency: str, now: datetime
) -> datetime:
    """Return when a message that is due goes: at ``due_at``, or moved out of its reader's quiet.

    It waits for the morning while that helps (before ``not_after``). If it does not, an urgent one
    goes when it is due; another goes before the quiet begins, or now if that has passed.
    """
    due_at = max(due_at, now)
    if urgency == Urgency.AT_ONCE or not is_quiet(due_at, zone):
        return due_at
    morning = next_morning(due_at, zone)
    if not_after is None or morning < not_after:
        return morning
    if urgency == Urgency.URGENT:
        return due_at
    return max(evening_before(due_at, zone), now)


def at(day: date, hour: time, zone: str) -> datetime:
    """Return the moment at which a clock in ``zone`` shows ``hour`` on ``day``, in UTC.

    An hour that summer time leaves out is taken as the hour after it.
    """
    return datetime.combine(day, hour, tzinfo=clock(zone)).astimezone(UTC)


def clock(zone: str) -> ZoneInfo:
    """Return the clock of ``zone``, or UTC if there is none: one row must not hold up the rest."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day_of(moment: datetime, zone: str) -> date:
    """Return which day a calendar in ``zone`` shows at that moment."""
    return moment.astimezone(clock(zone)).date()


def _is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY
