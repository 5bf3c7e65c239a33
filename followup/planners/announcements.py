"""What is told of a meeting as soon as it is so: that it was moved or called off, and its link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from events.enums import CALLED_OFF, UPCOMING
from events.models import Event
from followup.enums import Reason
from followup.queries import notices
from followup.queries.meeting_reminders import end_of, has_passed, start_of
from followup.queries.notices import LastNotice
from followup.queries.readers import Concerned
from network.models import Person
from notifications.enums import Urgency
from notifications.models import Message
from notifications.operations import messages
from notifications.queries.quiet_hours import is_quiet, next_morning

# A meeting so near must be known of before its readers have slept on it.
_NEAR = timedelta(hours=24)


@dataclass(frozen=True)
class Case:
    """A meeting and all that decides who hears of it."""

    event: Event
    concerned: Concerned
    # What was or will be told of it, and what waits of its report.
    mails: list[Message]
    reports: list[Message]
    reporters: list[Person]
    # What each recipient knows, by the recipient's key.
    known: dict[int, LastNotice]
    # The meeting as it was in the versions that they know.
    earlier: dict[int, Event]
    # Whom no mail reaches any more of those who know of it, by the recipient's key.
    out_of_reach: frozenset[int]


def outgoing(case: Case, *, now: datetime) -> list[messages.OutgoingMessage]:
    """Return what must be told of the meeting now; nothing of one that is over."""
    if has_passed(case.event, now):
        return []
    return [*_corrections(case, now), *_invitations(case, now), *_links(case, now)]


def _corrections(case: Case, now: datetime) -> Iterator[messages.OutgoingMessage]:
    """Yield what those must know who were told something that does not hold any more."""
    event, concerned = case.event, case.concerned
    for key, each in case.known.items():
        kind = notices.kind_to_tell(
            event, each, is_reader=key in concerned.readers, is_listed=key in concerned.listed
        )
        if kind and key not in case.out_of_reach:
            yield messages.OutgoingMessage(
                key=notices.announcement_key(event, kind, each),
                kind=kind,
                recipient=each.recipient,
                about=event,
                reason=_why(event, kind),
                due_at=now,
                not_after=end_of(event),
                urgency=_urgency(case, each, now),
            )


def _why(event: Event, kind: str) -> Reason:
    if kind == notices.CHANGE:
        return Reason.KNEW_BEFORE_CHANGE
    if event.state in CALLED_OFF:
        return Reason.KNEW_BEFORE_CALL_OFF
    return Reason.KNEW_AND_LEFT


def _urgency(case: Case, known: LastNotice, now: datetime) -> Urgency:
    """Return whether it can wait for the reader's morning: not if the meeting is near by then."""
    earlier = case.earlier.get(known.revision)
    starts = [start_of(each) for each in (case.event, earlier) if each]
    zone = known.recipient.time_zone
    goes_at = next_morning(now, zone) if is_quiet(now, zone) else now
    is_near = any(start and now < start < goes_at + _NEAR for start in starts)
    return Urgency.AT_ONCE if is_near else Urgency.URGENT


def _invitations(case: Case, now: datetime) -> Iterator[messages.OutgoingMessage]:
    """Yield again what a change cancelled before anybody could read it."""
    event = case.event
    if event.state not in UPCOMING or event.day is None:
        return
    reached = case.concerned.reached
    for message in notices.cancelled_invitations(event, case.mails):
        key = message.recipient_id
        if key in reached and key not in case.known:
            yield messages.OutgoingMessage(
                key=notices.invitation_key(event, message.recipient),
                kind=notices.INVITATION,
                recipient=message.recipient,
                about=event,
                reason=message.reason,
                reason_facts=message.reason_facts,
                due_at=now,
                not_after=start_of(event),
                author=message.author,
                note=message.note,
            )


def _links(case: Case, now: datetime) -> Iterator[messages.OutgoingMessage]:
    """Yield the link for every confirmed participant of a confirmed meeting who has not got it.

    A meeting that moves may keep its link: it need not come again, and the last reminders bring it.
    """
    event, access = case.event, getattr(case.event, "access", None)
    if access is None:
        return
    for reader, replaced in notices.without_link(event, case.concerned, access, case.mails):
        recipient = reader.person.recipient
        yield messages.OutgoingMessage(
            key=notices.link_key(event, access, recipient, replaced),
            kind=notices.MEETING_LINK,
            recipient=recipient,
            about=event,
            reason=Reason.CONFIRMED,
            due_at=now,
            not_after=end_of(event),
            urgency=Urgency.URGENT,
        )
