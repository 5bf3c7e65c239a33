"""In which events an organization or a person was involved, and where a record was made."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from accounts.models import User
from events.models import Event, EventPairing, HeadCount, Organizer, Participation
from events.models.outcomes import BECAME
from network.models import Organization, Person

# What an outcome may have become, by the label under which its page asks.
MADE_AT_EVENTS: dict[str, tuple[Any, str]] = {
    model._meta.label_lower: (model, name) for name, model in BECAME.items()
}


def events_of_organization(organization: Organization, *, user: User) -> QuerySet[Event]:
    """Return the events that ``organization`` or a part of it met at, organized or attended."""
    house = Q(organization=organization) | Q(organization__parent=organization)
    met = EventPairing.objects.filter(pairing__parties__organization=organization)
    return _rows(
        Event.objects.visible_to(user).filter(
            Q(pk__in=met.values("event"))
            | Q(pk__in=Organizer.objects.filter(house).values("event"))
            | Q(pk__in=Participation.objects.filter(house).values("event"))
        )
    )


def events_of_person(person: Person, *, user: User) -> QuerySet[Event]:
    """Return the events at which ``person`` was or spoke; ``parts`` is what they were there."""
    parts = Participation.objects.filter(person=person)
    events = Event.objects.visible_to(user).filter(
        Q(participations__person=person)
        | Q(agenda__speakers__person=person)
        | Q(statements__person=person)
        | Q(presentations__person=person)
    )
    return _rows(events).prefetch_related(Prefetch("participations", parts, to_attr="parts"))


def events_of_record(record: Any, *, label: str, user: User) -> QuerySet[Event]:
    """Return the events in which ``record`` was made: a commitment, an agreement, ..."""
    _model, name = MADE_AT_EVENTS[label]
    return _rows(Event.objects.visible_to(user).filter(**{f"outcomes__{name}": record}))


def _rows(events: QuerySet[Event]) -> QuerySet[Event]:
    total = HeadCount.objects.filter(event=OuterRef("pk"), organization=None)
    return (
        Event.objects.filter(pk__in=events.values("pk"))
        .select_related("type")
        .annotate(people=Subquery(total.values("people")[:1]))
        .order_by(F("known_from").desc(nulls_first=True), "-pk")
    )
