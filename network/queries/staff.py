"""Who works for the ILO on the network, and can be reached: they hear what is late."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Q

from accounts.models import User
from network.enums import Role
from network.models import Membership, Person
from network.models.people import PersonQuerySet


class Sphere(NamedTuple):
    """What a record concerns: it decides who of the ILO follows it up."""

    countries: frozenset[int | None]
    programmes: frozenset[int] = frozenset()


def project_staff(programmes: Collection[int] = ()) -> PersonQuerySet:
    """Return the project staff of the whole network, and those of one of ``programmes``."""
    return _people(Role.STAFF, Q(programme=None) | Q(programme__in=programmes))


def coordinators_of(countries: Iterable[int | None]) -> PersonQuerySet:
    """Return the national coordinators of the countries with these keys."""
    return _people(Role.COORDINATOR, Q(country__in=[pk for pk in countries if pk]))


def working_among(users: Iterable[User]) -> dict[int, set[int | None]]:
    """Return who of ``users`` works for the ILO, and in which programmes; None are all of them.

    It asks the database once.
    """
    active = [each for each in users if each.is_active]
    held = Membership.objects.now().filter(user__in=active, role__in=(Role.STAFF, Role.COORDINATOR))
    found: dict[int, set[int | None]] = {each.pk: {None} for each in active if each.is_superuser}
    for user, programme in held.values_list("user", "programme"):
        found.setdefault(user, set()).add(programme)
    return found


def responsible_for(sphere: Sphere) -> list[Person]:
    """Return who follows up what concerns this: coordinators, else project staff."""
    return responsible_for_each([sphere])[sphere]


def responsible_for_each(asked: Iterable[Sphere]) -> dict[Sphere, list[Person]]:
    """Return who follows up each of these: coordinators, else project staff.

    It asks the database four times at most, however many there are.
    """
    spheres = set(asked)
    found = _coordinators_of_each(spheres)
    without = {sphere for sphere, people in found.items() if not people}
    return found | _staff_of_each(without)


def able_to_help_each(asked: Iterable[Sphere]) -> dict[Sphere, list[Person]]:
    """Return who can help in each of these: coordinators and project staff.

    It asks the database four times at most, however many there are.
    """
    spheres = set(asked)
    near, everywhere = _coordinators_of_each(spheres), _staff_of_each(spheres)
    return {each: list(dict.fromkeys([*near[each], *everywhere[each]])) for each in spheres}


def _coordinators_of_each(spheres: set[Sphere]) -> dict[Sphere, list[Person]]:
    if not spheres:
        return {}
    every = {country for sphere in spheres for country in sphere.countries}
    coordinators = list(coordinators_of(every))
    countries = _places(coordinators, Role.COORDINATOR, "country")
    return {
        sphere: [each for each in coordinators if countries[each.user_id] & sphere.countries]
        for sphere in spheres
    }


def _staff_of_each(spheres: set[Sphere]) -> dict[Sphere, list[Person]]:
    if not spheres:
        return {}
    every = {programme for sphere in spheres for programme in sphere.programmes}
    people = list(project_staff(every))
    # Where no programme is named nobody who is limited was found.
    limits = _places(people, Role.STAFF, "programme") if every else {}
    return {
        sphere: [
            each for each in people if limits.get(each.user_id, {None}) & {None, *sphere.programmes}
        ]
        for sphere in spheres
    }


def reply_address(*countries: Iterable[int | None]) -> str:
    """Return where answers to a mail go: to a coordinator of the first of these that has one.

    Without a coordinator they go to one of the project staff; without staff to the site's own
    address, which is empty here.
    """
    for found in (*map(coordinators_of, countries), project_staff()):
        if reader := found.first():
            return reader.recipient.email
    return ""


def _places(people: Iterable[Person], role: Role, place: str) -> dict[int | None, set[int | None]]:
    """Return where each of these has the role, by the key of the user."""
    users = [each.user_id for each in people]
    held = Membership.objects.now().filter(role=role, user__in=users)
    found: dict[int | None, set[int | None]] = {}
    for user, key in held.values_list("user", place):
        found.setdefault(user, set()).add(key)
    return found


def _people(role: Role, where: Q) -> PersonQuerySet:
    holders = Membership.objects.now().filter(where, role=role, user__is_active=True)
    found = Person.objects.filter(user__in=holders.values("user"), recipient__refused_at=None)
    found = found.exclude(recipient__email="")
    return found.select_related("recipient", "honorific").order_by("pk").distinct()
