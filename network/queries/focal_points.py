"""Who answers for an organization on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from network.models import FocalPoint, Organization, Person, is_held


def answering_on_its_day(
    asked: Iterable[tuple[Organization, date]],
) -> dict[tuple[int, date], list[Person]]:
    """Return the focal points of each organization on the day beside it, by its key and the day.

    A department without its own focal point is answered for by its ministry or college. It asks
    the database once, however many organizations and days there are.
    """
    pairs = list(asked)
    keys = {pk for each, _day in pairs for pk in (each.pk, each.parent_id) if pk}
    found: dict[int, list[FocalPoint]] = {}
    rows = FocalPoint.objects.filter(organization__in=keys).order_by("person")
    for row in rows.select_related("person__recipient", "person__honorific"):
        found.setdefault(row.organization_id, []).append(row)

    def held(organization: int | None, day: date) -> list[Person]:
        terms = found.get(organization or 0, [])
        return [each.person for each in terms if is_held(each, on=day)]

    return {(each.pk, day): held(each.pk, day) or held(each.parent_id, day) for each, day in pairs}


def answering_for_each(
    organizations: Iterable[Organization], *, on: date
) -> dict[int, list[Person]]:
    """Return the focal points of each of ``organizations`` on ``on``, by its key.

    It asks the database once, however many organizations there are.
    """
    answering = answering_on_its_day((each, on) for each in organizations)
    return {key: people for (key, _day), people in answering.items()}
