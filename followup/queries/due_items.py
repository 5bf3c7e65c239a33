"""What is due on a day, an action or an agreed area, and who is asked about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

from django.db.models import QuerySet
from django.utils import timezone

from core.db import key_in
from followup.queries.responsible_people import ResponsiblePeople
from network.models import Person
from partnerships.enums import RESTING_PHASES, Firmness
from partnerships.models import Action, Commitment

DueItem: TypeAlias = Action | Commitment
# What was over for so long before anybody wrote it down is history, and nothing of today.
HISTORY = timedelta(days=21)


def noun(model: type[DueItem]) -> str:
    """Return what an item is called in keys and in the fields of an update."""
    return "action" if model is Action else "commitment"


def code_of(item: DueItem) -> str:
    """Return the name of an item in an address, such as "action-12"."""
    return f"{noun(type(item))}-{item.pk}"


def find(code: str) -> DueItem | None:
    """Return the item that an address names, if there is one."""
    about, _dash, written = code.partition("-")
    models: dict[str, type[DueItem]] = {noun(each): each for each in (Action, Commitment)}
    model, key = models.get(about), key_in(written)
    if model is None or key is None:
        return None
    item: DueItem | None = model.objects.select_related("pairing").filter(pk=key).first()
    return item


def day_of(item: DueItem) -> date | None:
    """Return the day on which it is due, if one was named."""
    return item.due_on if isinstance(item, Action) else item.ends_on


def is_in_work(item: DueItem) -> bool:
    """Say whether it is open, in a pairing that does not rest and is not closed.

    Nobody is asked how it goes with what was only wished for.
    """
    is_wish = isinstance(item, Commitment) and item.firmness == Firmness.WISHED
    return item.is_open and not is_wish and item.pairing.phase not in RESTING_PHASES


def is_history(item: DueItem) -> bool:
    """Say whether its day had passed for weeks when it was written down: nobody is asked then.

    It stands on the pages as late; another day, still to come, makes it one to ask about again.
    """
    due_on = day_of(item)
    return due_on is not None and timezone.localdate(item.created_at) > due_on + HISTORY


def find_in_work(model: type[DueItem], key: int) -> DueItem | None:
    """Return the item with this key, if it is still in work."""
    item: DueItem | None = with_details(model).filter(pk=key).first()
    return item if item and is_in_work(item) else None


def with_details(model: type[DueItem]) -> QuerySet[Any]:
    """Return the items with what decides who is asked about them."""
    named = ("person__recipient", "person__honorific", "person__user") if model is Action else ()
    return model._default_manager.select_related("pairing", *named)


def people_for(items: list[DueItem], *, on: date) -> ResponsiblePeople:
    """Fetch who answers for these items."""
    sides = (_named_side(item) for item in items)
    named = [item.pk for item in items if isinstance(item, Action) and item.person_id]
    return ResponsiblePeople(
        pairings={item.pairing_id for item in items},
        organizations={side for side in sides if side},
        named=named,
        on=on,
    )


def asked_of(item: DueItem, people: ResponsiblePeople) -> list[Person]:
    """Return who can be asked: the person named, else who answers for the side that acts.

    Who has handed over the side since they were named is not asked any more.
    """
    named = item.person if isinstance(item, Action) else None
    if named and named.is_reached and item.pk not in people.passed_on:
        return [named]
    return people.of_sides(item.pairing_id, sides_of(item, people))


def asked_about(item: DueItem, *, on: date) -> list[Person]:
    """Return who can be asked about one item."""
    return asked_of(item, people_for([item], on=on))


def sides_of(item: DueItem, people: ResponsiblePeople) -> list[int]:
    """Return the side that is named, else every side of the pairing."""
    side = _named_side(item)
    return [side] if side else _every_side(item, people)


def others_on(item: DueItem, people: ResponsiblePeople) -> date | None:
    """Return the next day on which somebody else may be asked.

    The person named may answer for another side than the one that acts.
    """
    is_named = isinstance(item, Action) and item.person_id is not None
    sides = _every_side(item, people) if is_named else []
    return people.changes_on(item.pairing_id, [*sides, *sides_of(item, people)])


def _every_side(item: DueItem, people: ResponsiblePeople) -> list[int]:
    return [each.organization_id for each in people.parties_of(item.pairing_id)]


def _named_side(item: DueItem) -> int | None:
    return item.organization_id if isinstance(item, Action) else item.promised_by_id
