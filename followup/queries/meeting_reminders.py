"""When people are reminded of a meeting, and when the planner must check it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from events.enums import UPCOMING, EventState
from events.models import Event
from followup.queries import notices
from notifications.enums import UNSENT, MessageState
from notifications.models import Message, Recipient
from notifications.queries.quiet_hours import at

REPORT_DUE = "events.report_due"
# How long before it is due a message shows in the outbox as "will go out".
FORESIGHT = timedelta(days=14)
# A meeting of which only the day is known is expected in the morning of its place.
MORNING = time(8)
# So long before a reminder is due the planner asks once more whom it is for.
LAST_CHECK = timedelta(minutes=10)
# Focal points change without the meeting: a meeting that is near is checked every day.
DAILY = timedelta(days=1)
# Until then it is asked who writes the report: by then the mail has gone, whatever the zone.
REPORT_CHECK = timedelta(days=2)

# What says when the meeting is, as a reminder does.
_SAYS_WHEN = (notices.INVITATION, notices.CHANGE, notices.MEETING_LINK)
_GOING = (*UNSENT, MessageState.SENDING)
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_NAMES = {7 * 24 * 60: "week", 24 * 60: "day", 60: "hour"}


@dataclass(frozen=True)
class Stage:
    """A reminder so long ``before`` the start."""

    before: timedelta

    @property
    def name(self) -> str:
        """What the stage is called in the key of its messages."""
        minutes = self.before // timedelta(minutes=1)
        return _NAMES.get(minutes, str(minutes))

    @property
    def useless(self) -> timedelta:
        """So long before the start it helps nobody any more: there is no time left to act on it."""
        if self.before >= 3 * _DAY:
            return 2 * _DAY
        return _HOUR if self.before >= _DAY else timedelta(0)

    @property
    def is_last(self) -> bool:
        """Whether the meeting is so near that the reader needs the link to it."""
        return self.before <= _DAY

    @property
    def is_short(self) -> bool:
        """Whether the start is hours away, so that waiting for the morning may be too long."""
        return self.before < _DAY


def start_of(event: Event) -> datetime | None:
    """Return when the meeting begins; None while not even the day is known."""
    if event.starts_at or event.day is None:
        return event.starts_at
    return at(event.day, MORNING, event.time_zone)


def end_of(event: Event) -> datetime | None:
    """Return when the meeting is over for certain: its last day has passed where it is held."""
    last = event.over_after
    return _end(event, last) if last else None


def has_passed(event: Event, now: datetime) -> bool:
    """Say whether the last day of the meeting is over; never of a day that is not known."""
    end = end_of(event)
    return end is not None and end <= now


def report_time(event: Event, last: date, recipient: Recipient) -> datetime:
    """Return the reader's first morning after the last day of the meeting."""
    return max(_end(event, last), at(last + _DAY, MORNING, recipient.time_zone))


def stages_of(event: Event) -> list[Stage]:
    """Return all reminders of the meeting, the first one first."""
    return [Stage(timedelta(minutes=minutes)) for minutes in event.reminds_at]


def stages_to_send(event: Event, now: datetime) -> list[Stage]:
    """Return the reminders within sight that are worth sending: to come, and the latest missed.

    A meeting that is confirmed late gets one reminder at once, never two.
    """
    start = start_of(event)
    if start is None or event.state != EventState.CONFIRMED:
        return []
    stages = stages_of(event)
    missed = [stage for stage in stages if start - stage.before <= now]
    latest = [stage for stage in missed[-1:] if now < start - stage.useless]
    seen = [stage for stage in stages if now < start - stage.before <= now + FORESIGHT]
    return latest + seen


def notified_since(
    event: Event, mails: Iterable[Message], moment: datetime, wanted: Mapping[str, int]
) -> set[int]:
    """Return the recipients who need no reminder that was due at ``moment``.

    They were told of this version of the meeting since then, or a mail about it waits for them or
    is on its way. ``wanted`` says by its key to whom each mail goes that is planned now. Who was
    told before that moment is reminded as planned, though the reminder waits for their morning.
    """
    found = {each.key: each for each in mails if each.kind in _SAYS_WHEN}
    new = {recipient for key, recipient in wanted.items() if key not in found}
    return new | {
        row.recipient_id
        for row in found.values()
        if notices.revision_of(row) == event.revision
        and (row.state in _GOING or (row.state in notices.NOTIFIED and _said_at(row) >= moment))
    }


def day_to_report(event: Event, now: datetime) -> date | None:
    """Return the last day of the meeting if its report is due, or will be within sight."""
    last = event.over_after
    if last is None or event.state not in UPCOMING or _end(event, last) - FORESIGHT > now:
        return None
    return last


def key_of(event: Event, stage: Stage, recipient: Recipient) -> str:
    """Return the identity of one reminder; a moved meeting is reminded of anew."""
    return f"{key_stem(event, stage)}{recipient.pk}"


def stage_of(event: Event, key: str) -> Stage | None:
    """Return the reminder that a key names, if the meeting still has it and was not moved."""
    found = [stage for stage in stages_of(event) if key.startswith(key_stem(event, stage))]
    return found[0] if found else None


def key_stem(event: Event, stage: Stage) -> str:
    """Return what the keys of one reminder to all its readers begin with."""
    return f"meeting:{event.pk}:{event.revision}:{stage.name}:"


def report_key(event: Event, recipient: Recipient) -> str:
    """Return the identity of the mail that the report is due."""
    return f"meeting-report:{event.pk}:{event.revision}:{recipient.pk}"


def next_check(event: Event, now: datetime) -> datetime | None:
    """Return the next moment at which something may become due; None if nothing ever will."""
    return min((moment for moment in _moments(event, now) if moment > now), default=None)


def _said_at(message: Message) -> datetime:
    return message.sent_at or message.updated_at


def _end(event: Event, last: date) -> datetime:
    midnight = at(last + _DAY, time(0), event.time_zone)
    return max(midnight, event.ends_at or midnight)


def _moments(event: Event, now: datetime) -> Iterator[datetime]:
    end, start = end_of(event), start_of(event)
    if event.state not in UPCOMING or end is None or start is None:
        return
    yield from (end - FORESIGHT, end - LAST_CHECK, end + REPORT_CHECK)
    if now < start <= now + FORESIGHT:
        yield now + DAILY
    if event.state == EventState.CONFIRMED:
        for stage in stages_of(event):
            yield start - stage.before - FORESIGHT
            yield start - stage.before - LAST_CHECK
