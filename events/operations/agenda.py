"""The agenda of an event: its items and who speaks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked, next_order
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save
from events.enums import ParticipationRole
from events.models import AgendaItem, AgendaSpeaker, Event
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
    """Change an item of the agenda; it keeps its place."""
    return save(_fill(locked(item), terms), by=by)


@transaction.atomic
def add_speaker(
    item: AgendaItem, terms: AgendaSpeakerTerms, *, order: int | None = None, by: User | None
) -> AgendaSpeaker:
    """Let a person, an organization or an unnamed group speak; protocol order is kept."""
    item = locked(item)
    order = next_order(item.speakers) if order is None else order
    return save(speaker_of(item, terms, order=order), by=by)


def item_of(event: Event, terms: AgendaItemTerms, *, order: int = 0) -> AgendaItem:
    """Return the row of an item; nothing is saved."""
    return _fill(AgendaItem(event=event, order=order), terms)


def speaker_of(item: AgendaItem, terms: AgendaSpeakerTerms, *, order: int = 0) -> AgendaSpeaker:
    """Return the row of a speaker; nothing is saved."""
    speaker = terms.write_to(AgendaSpeaker(item=item, order=order))
    speaker.name = clean_name(terms.name)
    if terms.person is None and terms.organization is None and not speaker.name:
        raise NobodyError(_("Choose a person or an organization, or write a name."))
    speaker.role = ParticipationRole(terms.role)
    speaker.capacity = clean_name(terms.capacity)
    return speaker


def _fill(item: AgendaItem, terms: AgendaItemTerms) -> AgendaItem:
    _times_fit(terms.starts_at, terms.ends_at)
    item = terms.write_to(item)
    item.title = clean_name(terms.title)
    item.content = terms.content.strip()
    return item


def _times_fit(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if ends_at is None:
        return
    if starts_at is None:
        raise WrongTimesError(_("Enter when the item starts, or leave its end empty."))
    if ends_at <= starts_at:
        raise WrongTimesError(_("An agenda item must end after it starts."))


def _place_for(event: Event, starts_at: datetime | None) -> int:
    """Return the place before the first later item, and move the rest down."""
    later = event.agenda.filter(starts_at__gt=starts_at).first() if starts_at else None
    if later is None:
        return next_order(event.agenda)
    event.agenda.filter(order__gte=later.order).update(order=F("order") + 1)
    return later.order
