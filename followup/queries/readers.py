"""Whom a meeting concerns: those on the list, and the focal points of all who meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from events.enums import STAYS_AWAY, ParticipationState
from events.models import Event, Participation
from followup.enums import Reason
from followup.queries.responsible_people import ResponsiblePeople
from network.models import Organization, Person, scope_of
from network.queries import staff
from notifications.models import Recipient
from partnerships.models import PairingParty

_LET_IN = (ParticipationState.APPROVED, ParticipationState.ATTENDED)


# What a letter needs of its reader, and of the meeting whether it is another by now; thousands of
# letters ask for it.
_OF_A_PLACE = (
    "event__updated_at",
    "event__access__updated_at",
    "state",
    "person__name",
    "person__user",
    "person__recipient",
    "person__honorific__name",
)


@dataclass(frozen=True)
class Reader:
    """Somebody to remind: by name on the list in some ``state``, or for ``organization``."""

    person: Person
    organization: Organization | None = None
    state: str = ""

    @property
    def is_let_in(self) -> bool:
        """Whether they are a confirmed participant: the meeting link is for these alone."""
        return self.state in _LET_IN

    @property
    def reason(self) -> Reason:
        """Why they hear of the meeting."""
        return Reason.ON_THE_LIST if self.organization is None else Reason.FOCAL_POINT

    @property
    def reason_facts(self) -> dict[str, str]:
        """What fills the sentence of the reason."""
        return {"organization": str(self.organization)} if self.organization else {}


@dataclass(frozen=True)
class Concerned:
    """The readers by the key of their recipient, and whoever stands on the list, coming or not."""

    readers: dict[int, Reader]
    listed: frozenset[int]

    @property
    def reached(self) -> dict[int, Reader]:
        """The readers to whom a mail may be tried; the others are expected all the same."""
        found = self.readers.items()
        return {key: reader for key, reader in found if reader.person.recipient.is_reachable}


def concerned_by(event: Event) -> Concerned:
    """Return everybody whom the meeting concerns; it asks the database a fixed number of times."""
    rows = [(_person(row), row.state) for row in _list(event)]
    coming = [Reader(person, state=state) for person, state in rows if state not in STAYS_AWAY]
    listed = {person.recipient_id: person for person, _state in rows}
    readers: dict[int, Reader] = {}
    for reader in (*coming, *_focal_points(event)):
        key = reader.person.recipient_id
        on_the_list = reader.organization is None
        if on_the_list or key not in listed:
            readers.setdefault(key, reader)
    return Concerned(readers, frozenset(listed))


def reader_of(event: Event, recipient: Recipient) -> Reader | None:
    """Return what one person is to the meeting; None if they are not to be reminded of it."""
    return reader_at(place_of(event.pk, recipient.pk), event, recipient)


def place_of(event: int, recipient: int) -> Participation | None:
    """Return the first row of the list on which somebody stands, coming or not.

    Asked once a letter: it is one row, however long the list is. Of the meeting it knows no more
    than when it and its link were saved.
    """
    rows = Participation.objects.filter(event=event, person__recipient=recipient)
    rows = rows.select_related("person__honorific", "event__access").only(*_OF_A_PLACE)
    return rows.order_by("order", "pk").first()


def reader_at(place: Participation | None, event: Event, recipient: Recipient) -> Reader | None:
    """Return what somebody with this place on the list is to the meeting."""
    if place is None:
        own = (each for each in _focal_points(event) if each.person.recipient_id == recipient.pk)
        return next(own, None)
    return None if place.state in STAYS_AWAY else Reader(_person(place), state=place.state)


def is_listed(event: Event, recipient: Recipient) -> bool:
    """Say whether somebody stands on the list, coming or not."""
    return event.participations.filter(person__recipient=recipient).exists()


def reporters_of(event: Event) -> list[Person]:
    """Return who writes down what came of it: who planned it for the ILO, else who follows up."""
    planner = event.logged_by
    person: Person | None = getattr(planner, "person", None)
    if planner and person and person.recipient.is_reachable:
        user_scope = scope_of(planner)
        if user_scope.is_staff or user_scope.coordinated:
            return [person]
    return staff.responsible_for(countries_of(event))


def countries_of(event: Event) -> list[int]:
    """Return the countries of those who meet or organize, else of those who take part."""
    parties = PairingParty.objects.filter(pairing__meetings__event=event)
    meets = Q(pk__in=parties.values("organization"))
    organizes = Q(pk__in=event.organizers.values("organization"))
    takes_part = Q(pk__in=event.participations.values("organization"))
    return _countries(meets | organizes) or _countries(takes_part)


def _countries(condition: Q) -> list[int]:
    found = Organization.objects.filter(condition, country__isnull=False).order_by("country")
    return list(found.values_list("country", flat=True).distinct())


def _list(event: Event) -> QuerySet[Participation]:
    named = event.participations.filter(person__isnull=False).order_by("order", "pk")
    return named.select_related("person__recipient", "person__honorific")


def _person(row: Participation) -> Person:
    person = row.person
    assert person is not None  # noqa: S101 — the list was asked for those of the directory
    return person


def _focal_points(event: Event) -> Iterator[Reader]:
    """Yield who answers on the day: of each side of the pairings that meet, then of the others."""
    if event.day is None:
        return
    involved = Q(organized__event=event) | Q(participations__event=event)
    others = list(Organization.objects.filter(involved).distinct().order_by("pk"))
    people = ResponsiblePeople(
        pairings=event.pairings.values("pairing"), houses=others, on=event.day
    )
    of_others = ((each, people.answering(None, each.pk)) for each in others)
    for organization, answering in (*people.by_side(), *of_others):
        for person in answering:
            yield Reader(person, organization)
