"""Whom to tell that something is wrong in what is held about somebody."""

from __future__ import annotations

from network.models import Person
from network.queries import staff
from network.queries.staff import Sphere

KIND = "network.mistake"


def readers_of(person: Person) -> list[Person]:
    """Return who can correct it: coordinators of where the person works, else project staff."""
    held = person.positions.current().values_list("organization__country", flat=True)
    found = staff.responsible_for(Sphere(frozenset({person.country_id, *held})))
    return [each for each in found if each.pk != person.pk]
