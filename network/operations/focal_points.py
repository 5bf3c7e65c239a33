"""Who answers for an organization, and how that passes on."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from network.models import FocalPoint, Organization, Person


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
