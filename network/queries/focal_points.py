"""Who answers for an organization on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from network.models import FocalPoint, Organization, Person


def answering_for_each(
    organizations: Iterable[Organization], *, on: date
) -> dict[int, list[Person]]:
    """Return the focal points of each of ``organizations`` on ``on``, by its key.

    A department without its own focal point is answered for by its ministry or college. It asks
    the database once, however many organizations there are.
    """
    asked = list(organizations)
    keys = {pk for each in asked for pk in (each.pk, each.parent_id) if pk}
    found: dict[int, list[Person]] = {}
    appointed = FocalPoint.objects.on(on).filter(organization__in=keys).order_by("person")
    for focal_point in appointed.select_related("person__recipient", "person__honorific"):
        found.setdefault(focal_point.organization_id, []).append(focal_point.person)
    return {each.pk: found.get(each.pk) or found.get(each.parent_id or 0, []) for each in asked}
