"""Who took part in an event, as its page tells it: numbers, names, organizations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from events.enums import ParticipationState
from events.models import Event, HeadCount, Participation
from network.models import Organization, Person


@dataclass(frozen=True)
class Side:
    """What is known of one organization's people at an event."""

    organization: Organization
    count: HeadCount | None
    named: int

    @property
    def people(self) -> int | None:
        """How many people it sent; None is not known."""
        return self.count.people if self.count else None

    @property
    def women(self) -> int | None:
        """How many of them were women; None is not known."""
        return self.count.women if self.count else None

    @property
    def persons_with_disabilities(self) -> int | None:
        """How many of them have disabilities; None is not known."""
        return self.count.persons_with_disabilities if self.count else None


@dataclass(frozen=True)
class Presence:
    """Everybody at an event: the number in all, each organization, each name."""

    total: HeadCount | None
    sides: tuple[Side, ...]
    people: tuple[Participation, ...]
    groups: tuple[Participation, ...]
    invited: tuple[Participation, ...]

    @property
    def named(self) -> int:
        """How many of those who took part are known by name."""
        return sum(one.state == ParticipationState.ATTENDED for one in self.people)

    @property
    def is_counted(self) -> bool:
        """Whether the people of any one organization were counted."""
        return any(side.count for side in self.sides)

    @property
    def counted_people(self) -> int | None:
        """How many the organizations sent of which that is known; None if it is known of none."""
        return _sum(side.people for side in self._apart)

    @property
    def counted_women(self) -> int | None:
        """How many women they sent, as far as that is known."""
        return _sum(side.women for side in self._apart)

    @property
    def tells_numbers(self) -> bool:
        """Whether the number of an organization that is in no directory stands in words."""
        return any(one.organization is None and one.capacity for one in self.groups)

    @property
    def _apart(self) -> Iterable[Side]:
        """The organizations without their departments: nobody knows whether these are counted."""
        counted = {side.organization.pk for side in self.sides if side.count}
        return (side for side in self.sides if side.organization.parent_id not in counted)

    @property
    def unlisted(self) -> list[str]:
        """The organizations that were there and are in no directory, each with its number."""
        return [
            f"{one.organization_name} ({one.capacity})" if one.capacity else one.organization_name
            for one in self.groups
            if one.organization is None
        ]

    @property
    def unnamed(self) -> list[Participation]:
        """The groups of which only their place is known: "directors of departments"."""
        return [one for one in self.groups if one.organization and one.capacity]

    @property
    def is_known(self) -> bool:
        """Whether anything is known of who came, or comes."""
        return bool(self.total or self.sides or self.people or self.groups or self.invited)


def presence(event: Event) -> Presence:
    """Return who was at ``event``; three queries, however many they were."""
    everybody = list(
        event.participations.select_related(
            "person__honorific", "organization__country", "organization__parent", "instead_of"
        )
    )
    counts = list(event.head_counts.select_related("organization__country"))
    alone = [one for one in everybody if not (one.person_id or one.name)]
    return Presence(
        total=next((count for count in counts if count.organization_id is None), None),
        sides=tuple(_sides(everybody, counts)),
        people=tuple(one for one in everybody if one.person_id or one.name),
        groups=tuple(one for one in alone if one.state == ParticipationState.ATTENDED),
        invited=tuple(one for one in alone if one.state != ParticipationState.ATTENDED),
    )


def _sides(everybody: list[Participation], counts: list[HeadCount]) -> Iterable[Side]:
    there = [one for one in everybody if one.state == ParticipationState.ATTENDED]
    counted = {count.organization_id: count for count in counts if count.organization_id}
    listed: list[Participation | HeadCount] = [*there, *counts]
    organizations = {one.organization.pk: one.organization for one in listed if one.organization}
    named = Counter(one.organization_id for one in there if one.person_id or one.name)
    for pk, organization in organizations.items():
        yield Side(organization, counted.get(pk), named[pk])


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def usual_state(event: Event) -> ParticipationState:
    """Return how far taking part has come where nobody says it: people are invited before."""
    return ParticipationState.ATTENDED if event.has_happened else ParticipationState.INVITED


def organizations_at(event: Event) -> QuerySet[Organization]:
    """Return the organizations that have to do with ``event``, their departments, and the ILO."""
    return Organization.objects.filter(_involved(event) | Q(kind__key="ilo_office"))


def people_at(event: Event, user: User) -> QuerySet[Person]:
    """Return the people whom ``user`` may name at ``event``: those of its organizations."""
    organizations = Organization.objects.filter(_involved(event))
    near = Person.objects.filter(
        Q(positions__organization__in=organizations.values("pk")) | Q(participations__event=event)
    )
    return Person.objects.visible_to(user).filter(pk__in=near.values("pk"))


def _involved(event: Event) -> Q:
    """Return the condition that an organization, or the one it is part of, was there."""
    involved = Organization.objects.filter(
        Q(pairing_parties__pairing__meetings__event=event)
        | Q(organized__event=event)
        | Q(participations__event=event)
    ).values("pk")
    return Q(pk__in=involved) | Q(parent__in=involved)
