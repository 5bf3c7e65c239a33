"""What a pairing promised by a day, an action or an agreed area, and who is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Q

from followup.queries import responsible_people
from partnerships.enums import RESTING_PHASES
from partnerships.models import Action, Commitment

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from followup.queries.responsible_people import Joined
    from network.models import Person

Promise: TypeAlias = Action | Commitment

# The path from a promise to the sides of its pairing, for what both sides do.
_BOTH = "pairing__parties__organization"


def noun(model: type[Promise]) -> str:
    """Return what a promise is called in keys and in the fields of an update."""
    return "action" if model is Action else "commitment"


def day_field(model: type[Promise]) -> str:
    """Return the field in which a model keeps the day by which something was promised."""
    return "due_on" if model is Action else "ends_on"


def day_of(promise: Promise) -> date | None:
    """Return the day by which it was promised, if one was named."""
    return promise.due_on if isinstance(promise, Action) else promise.ends_on


def in_work(model: type[Promise]) -> QuerySet[Any]:
    """Return what is open in pairings that do not rest and are not closed."""
    active: QuerySet[Any] = model.objects.open().exclude(pairing__phase__in=RESTING_PHASES)
    return active.select_related("pairing").order_by("pk")


def asked(promises: QuerySet[Any], *, on: date) -> list[Joined]:
    """Join promises with who can be asked: the person named, else who answers for the side."""
    if promises.model is Commitment:
        return _of_sides(promises, "promised_by", on=on)
    cannot = Q(person__recipient__email="") | Q(person__recipient__refused_at__isnull=False)
    others = promises.filter(Q(person=None) | cannot)
    return [responsible_people.by_name(promises), *_of_sides(others, "organization", on=on)]


def asked_about(promise: Promise, *, on: date) -> list[Person]:
    """Return who can be asked: the person named, else who answers for the side that acts."""
    this = type(promise)._default_manager.filter(pk=promise.pk)
    found = responsible_people.people(responsible_people.pairs(asked(this, on=on)))
    return [found[pk] for pk in sorted(found)]


def _of_sides(promises: QuerySet[Any], side: str, *, on: date) -> list[Joined]:
    """Join with who answers for the side that is named, else for every side of the pairing."""
    named, open_to_all = (
        promises.filter(**{f"{side}__isnull": False}),
        promises.filter(**{side: None}),
    )
    return [
        *responsible_people.by_side(named, side=side, within="pairing__", on=on),
        *responsible_people.by_side(open_to_all, side=_BOTH, within="pairing__", on=on),
    ]
