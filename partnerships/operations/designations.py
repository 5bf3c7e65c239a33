"""Designations: one organization gives another a title."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction

from core.db import locked
from core.normalisation import clean_name
from core.records import save
from partnerships.models import Designation

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from network.models import Organization
    from partnerships.models import Pairing


class DesignationChanges(TypedDict, total=False):
    """What may be corrected in a designation."""

    title: str
    conferred_by: Organization
    conferred_on: Organization
    given_on: date | None
    purpose: str
    pairing: Pairing | None


@transaction.atomic
def confer(  # noqa: PLR0913 — a title is made of these
    *,
    title: str,
    conferred_by: Organization,
    conferred_on: Organization,
    given_on: date | None = None,
    purpose: str = "",
    pairing: Pairing | None = None,
    source_key: str | None = None,
    by: User | None,
) -> Designation:
    """Write down a title that one organization gave another.

    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    designation = Designation(
        title=clean_name(title),
        conferred_by=conferred_by,
        conferred_on=conferred_on,
        given_on=given_on,
        purpose=purpose.strip(),
        pairing=pairing,
        source_key=source_key,
    )
    return save(designation, by=by)


@transaction.atomic
def edit(
    designation: Designation, *, by: User | None, **changes: Unpack[DesignationChanges]
) -> Designation:
    """Correct what is written of a title.

    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    designation = locked(designation)
    for field, value in changes.items():
        setattr(designation, field, value)
    designation.title = clean_name(designation.title)
    designation.purpose = designation.purpose.strip()
    return save(designation, by=by)
