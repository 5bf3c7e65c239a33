"""Whether an invitation can still be answered, and what was answered last."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from events.enums import SEEN_THERE, STAYS_AWAY, EventState, ParticipationState
from events.models import Event, Participation
from followup.enums import Closed, Reply
from followup.queries import notices
from followup.queries.meeting_reminders import end_of
from followup.queries.readers import reader_of
from network.models import Person
from notifications.models import Message

# What the state of somebody on the list says as an answer.
ANSWERED: dict[str, Reply] = {
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


def why_closed(event: Event, own: Participation | None, *, now: datetime) -> Closed | None:
    """Return why nobody needs the answer any more; None while it can be given."""
    if event.state == EventState.CANCELLED:
        return Closed.CANCELLED
    if event.state == EventState.POSTPONED:
        return Closed.POSTPONED
    is_written_down = own is not None and own.state in SEEN_THERE
    if event.has_happened or is_written_down or _is_over(event, now):
        return Closed.OVER
    return None


def answered(own: Participation | None) -> Reply | None:
    """Return what the list says of the person as an answer; None before they have given one."""
    return ANSWERED.get(own.state) if own else None


def stand_in_of(own: Participation | None) -> Participation | None:
    """Return who comes instead of somebody who cannot; None if nobody does."""
    if own is None or own.state != ParticipationState.DECLINED:
        return None
    # Who looks at a whole list has fetched them before.
    coming = [each for each in own.stand_ins.all() if each.state not in STAYS_AWAY]
    return coming[-1] if coming else None


def stand_ins_waiting(user: User, *, today: date) -> QuerySet[Any]:
    """Return the meetings to come that ``user`` runs for which stand-ins wait, the next one first.

    ``waiting`` says how many were named instead of others and neither confirmed nor invited since.
    """
    mails = Message.objects.filter(
        kind=notices.INVITATION,
        about_type=ContentType.objects.get_for_model(Event),
        about_id=OuterRef("event"),
        recipient=OuterRef("person__recipient"),
    )
    named = Participation.objects.filter(
        ~Exists(mails),
        event__in=Event.objects.run_by(user).upcoming(today),
        state=ParticipationState.REGISTERED,
        instead_of__isnull=False,
    )
    found = Event.objects.filter(participations__in=named)
    return found.annotate(waiting=Count("participations")).order_by("day", "pk")


def _is_over(event: Event, now: datetime) -> bool:
    """Say whether the meeting has ended; one of an unknown hour takes the whole day."""
    end = event.ends_at or end_of(event)
    return end is not None and end <= now
