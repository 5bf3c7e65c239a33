"""What a profile page shows of an organization or a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from accounts.models import User
from network.enums import InterestKind, ProfilePart
from network.models import FocalPoint, Organization, Person, Position


@dataclass(frozen=True)
class Colleague:
    """A person in one organization: what they are there now, what they were, what else they are."""

    person: Person
    current: list[Position] = field(default_factory=list)
    past: list[Position] = field(default_factory=list)
    elsewhere: list[Position] = field(default_factory=list)


def colleagues(organization: Organization, *, reader: User, on: date) -> list[Colleague]:
    """Return the people of ``organization`` whom ``reader`` may see: those of today first."""
    held = Position.objects.select_related("organization")
    people = (
        Person.objects.visible_to(reader)
        .filter(pk__in=organization.positions.values("person"))
        .select_related("honorific", "recipient")
        .prefetch_related(Prefetch("positions", held))
    )
    found = [_colleague(person, organization, on) for person in people]
    return sorted(found, key=lambda one: not one.current)


@dataclass(frozen=True)
class Held:
    """A position, whether it is held now, and whether the reader may record its end."""

    position: Position
    is_current: bool
    may_end: bool


@dataclass(frozen=True)
class HeldSeat:
    """A focal point; its person is named only to those who may see them."""

    focal_point: FocalPoint
    person: Person | None
    is_current: bool


def positions(person: Person, *, reader: User, on: date) -> list[Held]:
    """Return the positions of ``person``, those held on ``on`` first, then the newest."""
    rows = person.positions.select_related("organization__country").order_by("order", "pk")
    editable = set(
        Organization.objects.editable_by(reader)
        .filter(positions__person=person)
        .values_list("pk", flat=True)
    )
    held = [
        Held(
            position=row,
            is_current=row.ends_on is None or row.ends_on >= on,
            may_end=row.ends_on is None and row.organization_id in editable,
        )
        for row in rows
    ]
    past = sorted(held, key=lambda one: one.position.ends_on or on, reverse=True)
    return [one for one in held if one.is_current] + [one for one in past if not one.is_current]


def focal_points(organization: Organization, *, reader: User, on: date) -> list[HeldSeat]:
    """Return who answers for ``organization`` on ``on``, then who did before."""
    rows = list(organization.focal_points.order_by("-ends_on", "pk"))
    seen = Person.objects.visible_to(reader).select_related("honorific", "recipient")
    people = seen.in_bulk([row.person_id for row in rows])
    found = [
        HeldSeat(
            focal_point=row,
            person=people.get(row.person_id),
            is_current=row.ends_on is None or row.ends_on > on,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_current)


def completeness(organization: Organization) -> dict[ProfilePart, bool]:
    """Return for each part of a complete profile whether it is said."""
    kinds = set(organization.interests.values_list("kind", flat=True))
    return {
        ProfilePart.LOCAL_NAME: bool(organization.local_name),
        ProfilePart.CITY: bool(organization.city),
        ProfilePart.WEBSITE: bool(organization.website),
        ProfilePart.ABOUT: bool(organization.about),
        ProfilePart.NEED: InterestKind.NEED in kinds,
        ProfilePart.OFFER: InterestKind.OFFER in kinds,
        ProfilePart.PEOPLE: organization.positions.current().exists(),
        ProfilePart.FOCAL_POINT: organization.focal_points.filter(ends_on=None).exists(),
    }


def _colleague(person: Person, organization: Organization, on: date) -> Colleague:
    colleague = Colleague(person)
    for position in person.positions.all():
        ended = position.ends_on is not None and position.ends_on < on
        if position.organization_id != organization.pk:
            if not ended:
                colleague.elsewhere.append(position)
        elif ended:
            colleague.past.append(position)
        else:
            colleague.current.append(position)
    return colleague
