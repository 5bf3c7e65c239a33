"""Whom a meeting concerns: those on the list, and the focal points of all who meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, OuterRef, Q, QuerySet, Value

from core.wall import beyond_the_reader
from events.enums import STAYS_AWAY, ParticipationState
from events.models import Event, EventPairing, EventProgramme, Organizer, Participation
from followup.enums import Reason
from followup.queries.responsible_people import ResponsiblePeople
from network.models import Organization, Person
from network.queries import staff
from notifications.models import Recipient
from partnerships.models import PairingParty

_COUNTRY = "organization__country"
_LET_IN = (ParticipationState.APPROVED, ParticipationState.ATTENDED)


# What a mail needs of its reader, and of the meeting whether it is another by now; thousands of
# mails ask for it.
_OF_A_PLACE = (
    "event__updated_at",
    "event__access__updated_at",
    "state",
    "person__name",
    "person__user__is_active",
    "person__left_at",
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
        return {key: reader for key, reader in found if reader.person.is_reached}


def concerned_by(event: Event) -> Concerned:
    """Return everybody whom the meeting concerns; it asks the database a fixed number of times."""
    return _concerned(list(_lists([event])), _focal_points([event], {event.pk: None})[event.pk])


@beyond_the_reader()
def concerned_by_each(events: Collection[Event]) -> dict[int, Concerned]:
    """Return everybody whom each of the meetings concerns, by its key.

    With their ``pairings`` at hand it asks the database no more often than for one meeting.
    """
    lists: dict[int, list[Participation]] = {event.pk: [] for event in events}
    for row in _lists(events):
        lists[row.event_id].append(row)
    pairings = {event.pk: [each.pairing_id for each in event.pairings.all()] for event in events}
    focal_points = _focal_points(events, pairings)
    return {key: _concerned(rows, focal_points[key]) for key, rows in lists.items()}


def _concerned(rows: list[Participation], focal_points: list[Reader]) -> Concerned:
    coming = [Reader(_person(row), state=row.state) for row in rows if row.state not in STAYS_AWAY]
    listed = {_person(row).recipient_id for row in rows}
    readers: dict[int, Reader] = {}
    for reader in (*coming, *focal_points):
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

    Asked once a mail: it is one row, however long the list is. Of the meeting it knows no more
    than when it and its link were saved.
    """
    rows = Participation.objects.filter(event=event, person__recipient=recipient)
    rows = rows.select_related("person__honorific", "person__user", "event__access")
    return rows.only(*_OF_A_PLACE).order_by("order", "pk").first()


def reader_at(place: Participation | None, event: Event, recipient: Recipient) -> Reader | None:
    """Return what somebody with this place on the list is to the meeting."""
    if place is None:
        others = _focal_points([event], {event.pk: None})[event.pk]
        return next((each for each in others if each.person.recipient_id == recipient.pk), None)
    return None if place.state in STAYS_AWAY else Reader(_person(place), state=place.state)


def is_listed(event: Event, recipient: Recipient) -> bool:
    """Say whether somebody stands on the list, coming or not."""
    return event.participations.filter(person__recipient=recipient).exists()


def reporters_of(event: Event) -> list[Person]:
    """Return who writes down what came of it: who planned it for the ILO, else who follows up."""
    return reporters_of_each([event])[event.pk]


@beyond_the_reader()
def reporters_of_each(events: Collection[Event]) -> dict[int, list[Person]]:
    """Return who writes down what came of each of the meetings, by its key.

    It asks the database the same few times, however many meetings there are.
    """
    workers = staff.working_among(each.logged_by for each in events if each.logged_by)
    programmes = programmes_of_each(each.pk for each in events)
    planners = {
        each.pk: _planner_of(each)
        for each in events
        if workers.get(each.logged_by_id or 0, set()) & {None, *programmes[each.pk]}
    }
    countries = countries_of_each(each.pk for each in events if planners.get(each.pk) is None)
    spheres = {
        key: staff.Sphere(frozenset(found), programmes[key]) for key, found in countries.items()
    }
    staff_of = staff.responsible_for_each(spheres.values())
    planned = {key: [planner] for key, planner in planners.items() if planner}
    return planned | {key: staff_of[sphere] for key, sphere in spheres.items()}


def programmes_of_each(events: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return the programmes of each of these meetings and of the pairings that meet there.

    It asks the database once.
    """
    keys = list(events)
    named = EventProgramme.objects.filter(event__in=keys).order_by()
    met = EventPairing.objects.filter(event__in=keys, pairing__programme__isnull=False).order_by()
    rows = named.values_list("event", "programme").union(
        met.values_list("event", "pairing__programme")
    )
    found: dict[int, set[int]] = {key: set() for key in keys}
    for key, programme in rows if keys else ():
        found[key].add(programme)
    return {key: frozenset(programmes) for key, programmes in found.items()}


def _planner_of(event: Event) -> Person | None:
    """Return who planned the meeting, if they can be reached."""
    person: Person | None = getattr(event.logged_by, "person", None)
    return person if person and person.is_reached else None


def countries_of(event: Event) -> list[int]:
    """Return the countries of those who meet or organize, else of those who take part."""
    return countries_of_each([event.pk])[event.pk]


def countries_of_each(events: Iterable[int]) -> dict[int, list[int]]:
    """Return the countries of each of these meetings, by its key; it asks the database once."""
    keys = list(events)
    sides = PairingParty.objects.filter(pairing__meetings__event__in=keys)
    organizers = Organizer.objects.filter(event__in=keys)
    taking_part = Participation.objects.filter(event__in=keys)
    meets, takes_part = (Value(value, BooleanField()) for value in (True, False))
    rows = (
        sides.order_by()
        .values_list("pairing__meetings__event", _COUNTRY, meets)
        .union(
            organizers.order_by().values_list("event", _COUNTRY, meets),
            taking_part.order_by().values_list("event", _COUNTRY, takes_part),
        )
    )
    found: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for key, country, is_meeting in rows if keys else ():
        if country:
            found[key, is_meeting].add(country)
    return {key: sorted(found[key, True] or found[key, False]) for key in keys}


def _lists(events: Iterable[Event]) -> QuerySet[Participation]:
    named = Participation.objects.filter(event__in=events, person__isnull=False)
    return named.order_by("order", "pk").select_related(
        "person__recipient", "person__honorific", "person__user"
    )


def _person(row: Participation) -> Person:
    person = row.person
    assert person is not None  # noqa: S101 — the list was asked for those of the directory
    return person


def _focal_points(
    events: Iterable[Event], pairings: Mapping[int, Collection[int] | None]
) -> dict[int, list[Reader]]:
    """Return who answers on the day: of each side of the pairings that meet, then of the others.

    ``pairings`` are those of each meeting; a single one has all that are found.
    """
    readers: dict[int, list[Reader]] = {event.pk: [] for event in events}
    days = {event.pk: event.day for event in events if event.day}
    if not days:
        return readers
    others = _others(days)
    people = ResponsiblePeople(
        pairings=EventPairing.objects.filter(event__in=days).values("pairing"),
        houses=[house for _key, house in others],
        on=min(days.values()),
    )
    for key, day in days.items():
        people.on = day
        own = [(house, people.of_side(None, house.pk)) for event, house in others if event == key]
        for organization, found in (*people.by_side(pairings[key]), *own):
            readers[key] += [Reader(person, organization) for person in found]
    return readers


def _others(events: Collection[int]) -> list[tuple[int, Organization]]:
    """Return who organizes or takes part, each with the key of the meeting."""
    organizers = Organizer.objects.filter(event__in=events)
    taking_part = Participation.objects.filter(event__in=events)
    involved = Q(pk__in=organizers.values("organization"))
    involved |= Q(pk__in=taking_part.values("organization"))
    own = {"organization": OuterRef(OuterRef("pk"))}
    meets = Q(pk__in=organizers.filter(**own).values("event"))
    meets |= Q(pk__in=taking_part.filter(**own).values("event"))
    meetings = Event.objects.filter(meets).order_by("pk").values("pk")
    found: Any = Organization.objects.filter(involved).order_by("pk")
    found = found.annotate(event_keys=ArraySubquery(meetings))
    return [(key, each) for each in found for key in each.event_keys]
