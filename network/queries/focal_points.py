"""Who answers for an organization on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.models import FocalPoint, Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from network.models import Organization
    from network.models.people import PersonQuerySet


def answering_for(organization: Organization, *, on: date) -> PersonQuerySet:
    """Return the focal points of ``organization`` on ``on``; those of its parent if it has none.

    A department without its own focal point is answered for by its ministry or college.
    """
    own = FocalPoint.objects.on(on).filter(organization=organization)
    if not own.exists() and organization.parent_id:
        own = FocalPoint.objects.on(on).filter(organization=organization.parent_id)
    return Person.objects.filter(pk__in=own.values("person")).select_related(
        "recipient", "honorific"
    )


def answering_for_each(
    organizations: Iterable[Organization], *, on: date
) -> dict[int, list[Person]]:
    """Return the same for several organizations at once, by their keys and in the order of people.

    It asks the database once, however many organizations there are.
    """
    asked = list(organizations)
    keys = {pk for each in asked for pk in (each.pk, each.parent_id) if pk}
    found: dict[int, list[Person]] = {}
    appointed = FocalPoint.objects.on(on).filter(organization__in=keys).order_by("person")
    for focal_point in appointed.select_related("person__recipient", "person__honorific"):
        found.setdefault(focal_point.organization_id, []).append(focal_point.person)
    return {each.pk: found.get(each.pk) or found.get(each.parent_id or 0, []) for each in asked}
