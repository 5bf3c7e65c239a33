"""The agenda of an event: its items and who speaks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked, next_order
from core.errors import DomainError
from core.records import save, save_changes
from events.enums import ParticipationRole
from events.models import AgendaItem, AgendaSpeaker, Event
from events.queries import agenda as agenda_queries
from events.terms.agenda import AgendaItemTerms, AgendaSpeakerTerms


class WrongTimesError(DomainError):
    """The times of an agenda item do not fit together."""


class NobodyError(DomainError):
    """A speaker is neither a person nor an organization nor a name."""


@transaction.atomic
def add_item(
    event: Event, terms: AgendaItemTerms, *, order: int | None = None, by: User | None
) -> AgendaItem:
    """Put an item on the agenda; without ``order`` it goes where its time says, else last."""
    event = locked(event)
    item = item_of(event, terms)
    item.order = _place_for(event, item.starts_at) if order is None else order
    return save(item, by=by)


@transaction.atomic
def edit_item(item: AgendaItem, terms: AgendaItemTerms, *, by: User | None) -> AgendaItem:
    """Change an item of the agenda; it keeps its place unless its new time says another one."""
    item = _fill(locked(item), terms)
    others = item.event.agenda.exclude(pk=item.pk)
    if item.starts_at and _is_out_of_place(item, others):
        item.order = _make_room(others, item.starts_at)
    return save(item, by=by)


@transaction.atomic
def move_along(event: Event, earlier: Event, *, by: User | None) -> int:
    """Let the times of the agenda move as the meeting moved; return how many items did.

    The clock decides: what began an hour after the start still does, in another zone as well.
    """
    timed = agenda_queries.timed_items(event)
    shift = agenda_queries.shift(event, earlier, timed)
    if not shift:
        return 0
    for item in timed:
        item.starts_at = shift.moved(item.starts_at)
        item.ends_at = shift.moved(item.ends_at)
    save_changes(timed, fields=["starts_at", "ends_at"], by=by)
    return len(timed)


@transaction.atomic
def add_speaker(
    item: AgendaItem, terms: AgendaSpeakerTerms, *, order: int | None = None, by: User | None
) -> AgendaSpeaker:
    """Let a person, an organization or an unnamed group speak; protocol order is kept."""
    locked(item.event)
    item = locked(item)
    order = next_order(item.speakers) if order is None else order
    return save(speaker_of(item, terms, order=order), by=by)


def item_of(event: Event, terms: AgendaItemTerms, *, order: int = 0) -> AgendaItem:
    """Return the row of an item; nothing is saved."""
    return _fill(AgendaItem(event=event, order=order), terms)


def speaker_of(item: AgendaItem, terms: AgendaSpeakerTerms, *, order: int = 0) -> AgendaSpeaker:
    """Return the row of a speaker; nothing is saved."""
    speaker = terms.write_to(AgendaSpeaker(item=item, order=order))
    if terms.person is None and terms.organization is None and not speaker.name:
        raise NobodyError(_("Choose a person or an organization, or write a name."))
    speaker.role = ParticipationRole(terms.role)
    return speaker


def _fill(item: AgendaItem, terms: AgendaItemTerms) -> AgendaItem:
    _times_fit(terms.starts_at, terms.ends_at)
    return terms.write_to(item)


def _times_fit(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if ends_at is None:
        return
    if starts_at is None:
        raise WrongTimesError(_("Enter when the item starts, or leave its end empty."))
    if ends_at <= starts_at:
        raise WrongTimesError(_("An agenda item must end after it starts."))


def _place_for(event: Event, starts_at: datetime | None) -> int:
    if starts_at is None:
        return next_order(event.agenda)
    return _make_room(event.agenda.all(), starts_at)


def _make_room(items: QuerySet[AgendaItem], starts_at: datetime) -> int:
    """Return the place before the first later item, and move the rest down."""
    later = items.filter(starts_at__gt=starts_at).first()
    if later is None:
        return next_order(items)
    items.filter(order__gte=later.order).update(order=F("order") + 1)
    return later.order


def _is_out_of_place(item: AgendaItem, others: QuerySet[AgendaItem]) -> bool:
    too_late = others.filter(order__lt=item.order, starts_at__gt=item.starts_at)
    too_early = others.filter(order__gt=item.order, starts_at__lt=item.starts_at)
    return too_late.exists() or too_early.exists()
