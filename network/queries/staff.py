"""Who works for the ILO on the network, and can be reached: they hear what is late."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from network.enums import Role
from network.models import Membership, Person
from network.models.people import PersonQuerySet


def project_staff() -> PersonQuerySet:
    """Return the ILO project staff."""
    return _people(Role.STAFF)


def coordinators_of(countries: Iterable[int | None]) -> PersonQuerySet:
    """Return the national coordinators of the countries with these keys."""
    return _people(Role.COORDINATOR).filter(
        user__in=Membership.objects.now()
        .filter(role=Role.COORDINATOR, country__in=[pk for pk in countries if pk])
        .values("user")
    )


def working_among(users: Iterable[User]) -> set[int]:
    """Return the keys of those of ``users`` who work for the ILO; it asks the database once."""
    active = [each for each in users if each.is_active]
    held = Membership.objects.now().filter(user__in=active, role__in=(Role.STAFF, Role.COORDINATOR))
    able = {each.pk for each in active if each.is_superuser}
    return able | set(held.values_list("user", flat=True))


def responsible_for(countries: Iterable[int | None]) -> list[Person]:
    """Return who follows up what concerns these countries: coordinators, else project staff."""
    return responsible_for_each([frozenset(countries)]).popitem()[1]


def responsible_for_each(
    asked: Iterable[frozenset[int | None]],
) -> dict[frozenset[int | None], list[Person]]:
    """Return who follows up each of these groups of countries.

    It asks the database three times at most, however many groups there are.
    """
    groups = set(asked)
    if not groups:
        return {}
    found = _coordinators_of_each(groups)
    if all(found.values()):
        return found
    staff = list(project_staff())
    return {group: people or staff for group, people in found.items()}


def able_to_help_each(
    asked: Iterable[frozenset[int | None]],
) -> dict[frozenset[int | None], list[Person]]:
    """Return who can help in each of these groups of countries: coordinators and project staff.

    It asks the database three times at most, however many groups there are.
    """
    groups = set(asked)
    if not groups:
        return {}
    found, everywhere = _coordinators_of_each(groups), list(project_staff())
    return {group: list(dict.fromkeys([*near, *everywhere])) for group, near in found.items()}


def _coordinators_of_each(
    groups: set[frozenset[int | None]],
) -> dict[frozenset[int | None], list[Person]]:
    every = {country for group in groups for country in group}
    coordinators = list(coordinators_of(every))
    countries = _coordinated(coordinators)
    return {
        group: [each for each in coordinators if countries[each.user_id] & group]
        for group in groups
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


def _coordinated(people: Iterable[Person]) -> dict[int | None, set[int | None]]:
    """Return the countries that each of these coordinates, by the key of the user."""
    held = Membership.objects.now().filter(
        role=Role.COORDINATOR, user__in=[each.user_id for each in people]
    )
    found: dict[int | None, set[int | None]] = {}
    for user, country in held.values_list("user", "country"):
        found.setdefault(user, set()).add(country)
    return found


def _people(role: Role) -> PersonQuerySet:
    holders = Membership.objects.now().filter(role=role, user__is_active=True).values("user")
    found = Person.objects.filter(user__in=holders, recipient__refused_at=None)
    found = found.exclude(recipient__email="")
    return found.select_related("recipient", "honorific").order_by("pk").distinct()
