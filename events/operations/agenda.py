"""The agenda of an event: its items and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import delete, save
from events.enums import ParticipationRole
from events.models import AgendaItem, AgendaSpeaker

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from events.models import Event
    from network.models import Organization, Person


class WrongTimesError(DomainError):
    """The times of an agenda item do not fit together."""


class NobodyError(DomainError):
    """A speaker is neither a person nor an organization nor a name."""


@transaction.atomic
def add_item(  # noqa: PLR0913 — an agenda item is made of these
    event: Event,
    *,
    title: str,
    content: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    order: int | None = None,
    by: User | None,
) -> AgendaItem:
    """Put an item on the agenda; without ``order`` it goes where its time says, else last."""
    event = locked(event)
    _times_fit(starts_at, ends_at)
    if order is None:
        order = _place_for(event, starts_at)
    return save(
        AgendaItem(
            event=event,
            title=clean_name(title),
            content=content.strip(),
            starts_at=starts_at,
            ends_at=ends_at,
            order=order,
        ),
        by=by,
    )


@transaction.atomic
def edit_item(  # noqa: PLR0913 — an agenda item is made of these
    item: AgendaItem,
    *,
    title: str,
    content: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: User | None,
) -> AgendaItem:
    """Change an item of the agenda; it keeps its place."""
    item = locked(item)
    _times_fit(starts_at, ends_at)
    item.title = clean_name(title)
    item.content = content.strip()
    item.starts_at, item.ends_at = starts_at, ends_at
    return save(item, by=by)


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User | None) -> None:
    """Take an item and its speakers off the agenda."""
    delete(locked(item), by=by)


@transaction.atomic
def add_speaker(  # noqa: PLR0913 — what an agenda prints of a speaker
    item: AgendaItem,
    *,
    role: str = ParticipationRole.SPEAKER,
    person: Person | None = None,
    organization: Organization | None = None,
    name: str = "",
    capacity: str = "",
    order: int | None = None,
    by: User | None,
) -> AgendaSpeaker:
    """Let a person, an organization or an unnamed group speak; protocol order is kept."""
    item = locked(item)
    name = clean_name(name)
    if person is None and organization is None and not name:
        raise NobodyError(_("Choose a person or an organization, or write a name."))
    if order is None:
        order = _next(item.speakers.aggregate(last=Max("order"))["last"])
    return save(
        AgendaSpeaker(
            item=item,
            role=ParticipationRole(role),
            person=person,
            organization=organization,
            name=name,
            capacity=clean_name(capacity),
            order=order,
        ),
        by=by,
    )


@transaction.atomic
def remove_speaker(speaker: AgendaSpeaker, *, by: User | None) -> None:
    """Take a speaker off an agenda item."""
    delete(locked(speaker), by=by)


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
        return _next(event.agenda.aggregate(last=Max("order"))["last"])
    event.agenda.filter(order__gte=later.order).update(order=F("order") + 1)
    return later.order


def _next(last: int | None) -> int:
    return 0 if last is None else last + 1
