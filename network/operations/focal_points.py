"""Who answers for an organization, and how that passes on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save, save_changes
from network.models import FocalPoint, Organization, Person

Houses = Collection[int] | QuerySet[Organization]
# Lets somebody answer for none of these organizations from a day on.
Leave = Callable[[Person, Houses, date, User | None], None]

_also: list[Leave] = []


class AlreadyEndedError(DomainError):
    """The person has stopped being the focal point."""


class SamePersonError(DomainError):
    """Nobody hands over to themselves."""


@transaction.atomic
def appoint(
    organization: Organization, *, person: Person, on: date | None = None, by: User | None
) -> FocalPoint:
    """Let ``person`` answer for ``organization``; their mail is its mail from ``on``."""
    organization = locked(organization)
    return save(FocalPoint(organization=organization, person=person, starts_on=on), by=by)


@transaction.atomic
def hand_over(focal_point: FocalPoint, *, to: Person, on: date, by: User | None) -> FocalPoint:
    """End one focal point on ``on`` and let another person answer from that day.

    Somebody who answers for the organization already simply goes on doing so.

    :raises SamePersonError: if ``to`` is the one who hands over.
    :raises AlreadyEndedError: if the focal point has ended.
    """
    if to.pk == focal_point.person_id:
        raise SamePersonError(_("This person is the focal point now. Choose another person."))
    organization = locked(focal_point.organization)
    end(focal_point, on=on, by=by)
    going_on = organization.focal_points.filter(person=to, ends_on=None).first()
    return going_on or appoint(organization, person=to, on=on, by=by)


@transaction.atomic
def pass_on(focal_point: FocalPoint, *, to: Person | None, on: date, by: User | None) -> FocalPoint:
    """Hand over to ``to``, or simply end when nobody takes over yet."""
    if to is None:
        return end(focal_point, on=on, by=by)
    return hand_over(focal_point, to=to, on=on, by=by)


@transaction.atomic
def end(focal_point: FocalPoint, *, on: date, by: User | None) -> FocalPoint:
    """Let the person stop answering: ``on`` is the first day without them.

    :raises AlreadyEndedError: if the focal point has ended.
    """
    focal_point = locked(focal_point)
    if focal_point.ends_on is not None:
        raise AlreadyEndedError(_("This focal point has already handed over."))
    focal_point.ends_on = on
    return save(focal_point, by=by)


def also_leave(act: Leave) -> None:
    """Let an app above end what it knows of as well when somebody leaves organizations."""
    _also.append(act)


@transaction.atomic
def leave(person: Person, houses: Houses, *, on: date, by: User | None) -> None:
    """Let ``person`` answer for none of these organizations: ``on`` is the first day without."""
    end_seats(FocalPoint.objects.filter(person=person, organization__in=houses), on=on, by=by)
    for act in _also:
        act(person, houses, on, by)


def end_seats(seats: QuerySet[Any], *, on: date, by: User | None) -> None:
    """End those of ``seats`` that last longer than to ``on``; what has not begun never does."""
    lasting = seats.filter(Q(ends_on=None) | Q(ends_on__gt=on))
    ended = list(lasting.select_for_update(of=("self",)).order_by("pk"))
    for seat in ended:
        seat.ends_on = max(on, seat.starts_on or on)
    save_changes(ended, fields=["ends_on"], by=by)
