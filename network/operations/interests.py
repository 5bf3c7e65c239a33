"""What an organization looks for and what it can offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.records import delete, save
from network.models import Interest

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from network.models import CooperationArea, Organization


class AlreadyStatedError(DomainError):
    """The organization has said so already."""


@transaction.atomic
def state(  # noqa: PLR0913 — a need or an offer is made of these
    organization: Organization,
    *,
    kind: str,
    area: CooperationArea,
    text: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User | None,
) -> Interest:
    """Record a need or an offer in one area.

    :raises AlreadyStatedError: if the same is recorded for the same words and period.
    """
    organization = locked(organization)
    interest = Interest(
        organization=organization,
        kind=kind,
        area=area,
        text=text.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    same = organization.interests.filter(kind=kind, area=area, text=interest.text)
    if same.filter(starts_on=starts_on, ends_on=ends_on).exists():
        raise AlreadyStatedError(_("This is already on the list. Add other words or a period."))
    return save(interest, by=by)


@transaction.atomic
def withdraw(interest: Interest, *, by: User | None) -> None:
    """Take a need or an offer off the list; the history keeps it."""
    delete(locked(interest), by=by)
