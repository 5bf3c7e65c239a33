"""Whether an invitation can still be answered, and what was answered last."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.enums import EventState, ParticipationState, Reply
from events.queries.readers import reader_of

if TYPE_CHECKING:
    from events.models import Event, Participation
    from network.models import Person

_SEEN_THERE = (ParticipationState.ATTENDED, ParticipationState.ABSENT)
_ANSWERED = {
    ParticipationState.APPROVED: Reply.YES,
    ParticipationState.DECLINED: Reply.NO,
}


def own_participation(event: Event, person: Person) -> Participation | None:
    """Return the line of the list on which ``person`` stands."""
    return event.participations.filter(person=person).first()


def is_asked(event: Event, person: Person) -> bool:
    """Say whether ``person`` is on the list, coming or not, or answers for one who meets."""
    listed = own_participation(event, person) is not None
    return listed or reader_of(event, person.recipient) is not None


def why_closed(event: Event, own: Participation | None, *, now: datetime) -> str:
    """Say why nobody needs the answer any more; "" while it can be given."""
    if event.state == EventState.CANCELLED:
        return _("This meeting was cancelled. You need not answer.")
    if event.state == EventState.POSTPONED:
        return _("This meeting was postponed. You get a mail when there is a new day.")
    is_written_down = own is not None and own.state in _SEEN_THERE
    if event.has_happened or is_written_down or now >= end_of(event):
        return _("This meeting is over. You need not answer.")
    return ""


def answered(own: Participation | None) -> Reply | None:
    """Return what the list says of the person as an answer; None before they have given one."""
    return _ANSWERED.get(ParticipationState(own.state)) if own else None


def end_of(event: Event) -> datetime:
    """Return when the meeting is over; a meeting of an unknown hour takes the whole day."""
    if event.ends_at:
        return event.ends_at
    zone = ZoneInfo(event.time_zone)
    last = event.last_day or event.day
    if last is None:
        return datetime.max.replace(tzinfo=zone)
    return datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
