"""What is told of a meeting as soon as it is so: that it was moved or called off, and its link."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from events.enums import CALLED_OFF, UPCOMING
from events.models import Event, MeetingAccess
from events.queries.changes import before
from followup.enums import Reason
from followup.queries import notices
from followup.queries.meeting_reminders import end_of, has_passed, start_of
from followup.queries.notices import LastNotice
from followup.queries.readers import Concerned
from notifications.enums import Urgency
from notifications.operations import messages
from notifications.queries.quiet_hours import is_quiet, next_morning

# A meeting so near must be known of before its readers have slept on it.
_NEAR = timedelta(hours=24)


def outgoing(
    event: Event, concerned: Concerned, *, now: datetime
) -> list[messages.OutgoingMessage]:
    """Return what must be told of the meeting now; nothing of one that is over."""
    if has_passed(event, now):
        return []
    known = notices.last_notices(event)
    return [
        *_corrections(event, concerned, known, now),
        *_invitations(event, concerned, known, now),
        *_links(event, concerned, now),
    ]


def _corrections(
    event: Event, concerned: Concerned, known: dict[int, LastNotice], now: datetime
) -> Iterator[messages.OutgoingMessage]:
    """Yield what those must know who were told something that does not hold any more."""
    for key, each in known.items():
        kind = notices.kind_to_tell(
            event, each, is_reader=key in concerned.readers, is_listed=key in concerned.listed
        )
        if kind:
            yield messages.OutgoingMessage(
                key=notices.announcement_key(event, kind, each),
                kind=kind,
                recipient=each.recipient,
                about=event,
                reason=_why(event, kind),
                due_at=now,
                not_after=end_of(event),
                urgency=_urgency(event, each, now),
            )


def _why(event: Event, kind: str) -> Reason:
    if kind == notices.CHANGE:
        return Reason.KNEW_BEFORE_CHANGE
    if event.state in CALLED_OFF:
        return Reason.KNEW_BEFORE_CALL_OFF
    return Reason.KNEW_AND_LEFT


def _urgency(event: Event, known: LastNotice, now: datetime) -> Urgency:
    """Return whether it can wait for the reader's morning: not if the meeting is near by then."""
    earlier = before(event, known.revision)
    starts = [start_of(each) for each in (event, earlier) if each]
    zone = known.recipient.time_zone
    goes_at = next_morning(now, zone) if is_quiet(now, zone) else now
    is_near = any(start and now < start < goes_at + _NEAR for start in starts)
    return Urgency.AT_ONCE if is_near else Urgency.URGENT


def _invitations(
    event: Event, concerned: Concerned, known: dict[int, LastNotice], now: datetime
) -> Iterator[messages.OutgoingMessage]:
    """Yield again what a change cancelled before anybody could read it."""
    if event.state not in UPCOMING or event.day is None:
        return
    for message in notices.cancelled_invitations(event):
        key = message.recipient_id
        if key in concerned.reached and key not in known:
            yield messages.OutgoingMessage(
                key=notices.invitation_key(event, message.recipient),
                kind=notices.INVITATION,
                recipient=message.recipient,
                about=event,
                reason=message.reason,
                reason_facts=message.reason_facts,
                due_at=now,
                not_after=start_of(event),
            )


def _links(event: Event, concerned: Concerned, now: datetime) -> Iterator[messages.OutgoingMessage]:
    """Yield the link for every confirmed participant of a confirmed meeting who has not got it.

    A meeting that moves may keep its link: it need not come again, and the last reminders bring it.
    """
    access = MeetingAccess.objects.filter(event=event).first()
    if access is None:
        return
    for reader, replaced in notices.without_link(event, concerned, access):
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
