"""Whoever is to be told something, and in which role: the cases of every mail begin with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from network.models import FocalPoint, Organization, Person
from tests.factories.network import FocalPointFactory


@dataclass(frozen=True)
class Staged:
    """Who is to be told, what plans it, and what they answer for if that is why.

    ``join`` puts somebody in the same role, with these facts of a person; ``also`` gives the
    reader a second role.
    """

    reader: Person
    plan: Callable[[], object]
    seat: FocalPoint | None = None
    join: Callable[..., Person] | None = None
    also: Callable[[], object] | None = None


def answering(seat, plan, also=None):
    """Stage a focal point; the second role is to answer for another side too."""

    def join(**who):
        return FocalPointFactory(
            organization=seat.organization,
            starts_on=seat.starts_on,
            **{f"person__{name}": value for name, value in who.items()},
        ).person

    return Staged(seat.person, plan, seat, join=join, also=also)


def other_side(seat):
    """Let the focal point answer for every other organization as well."""

    def also():
        for house in Organization.objects.exclude(pk=seat.organization_id):
            FocalPointFactory(organization=house, person=seat.person)

    return also
