"""Focal points of one pairing: they go before the focal points of the organizations."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.records import save
from network.models import Organization, Person
from network.operations import focal_points as seats
from partnerships.models import Pairing, PairingFocalPoint


class NotAPartyError(DomainError):
    """The organization is not a party of the pairing."""


class AlreadyAppointedError(DomainError):
    """The person answers for this side already."""


class AlreadyEndedError(DomainError):
    """The person does not answer for this side any more."""


@transaction.atomic
def appoint(
    pairing: Pairing,
    *,
    organization: Organization,
    person: Person,
    on: date | None = None,
    by: User | None,
) -> PairingFocalPoint:
    """Let a person answer for one side of this pairing.

    :raises NotAPartyError: if the organization is not a party of the pairing.
    :raises AlreadyAppointedError: if the person answers for this side already.
    """
    pairing = locked(pairing)
    if not pairing.parties.filter(organization=organization).exists():
        raise NotAPartyError(_("Choose a side of this pairing."))
    current = pairing.focal_points.filter(organization=organization, person=person, ends_on=None)
    if current.exists():
        raise AlreadyAppointedError(_("This person is already a focal point of this side."))
    focal_point = PairingFocalPoint(
        pairing=pairing, organization=organization, person=person, starts_on=on
    )
    return save(focal_point, by=by)


@transaction.atomic
def end(focal_point: PairingFocalPoint, *, on: date, by: User | None) -> PairingFocalPoint:
    """Let a person no longer answer from that day on.

    :raises AlreadyEndedError: if that has happened already.
    """
    focal_point = locked(focal_point)
    if focal_point.ends_on is not None:
        raise AlreadyEndedError(_("This person is not a focal point of this pairing any more."))
    focal_point.ends_on = max(on, focal_point.starts_on or on)
    return save(focal_point, by=by)


def leave(person: Person, houses: seats.Houses, on: date, by: User | None) -> None:
    """Let ``person`` answer for none of these organizations in any pairing from ``on``."""
    held = PairingFocalPoint.objects.filter(person=person, organization__in=houses)
    seats.end_seats(held, on=on, by=by)
