"""Designations: one organization gives another a title."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.db import locked
from core.normalisation import clean_name
from core.records import save
from partnerships.models import Designation
from partnerships.terms.designations import DesignationTerms


@transaction.atomic
def confer(
    terms: DesignationTerms, *, source_key: str | None = None, by: User | None
) -> Designation:
    """Write down a title that one organization gave another.

    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    return save(_write(Designation(source_key=source_key), terms), by=by)


@transaction.atomic
def edit(designation: Designation, terms: DesignationTerms, *, by: User | None) -> Designation:
    """Correct what is written of a title.

    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    return save(_write(locked(designation), terms), by=by)


def _write(designation: Designation, terms: DesignationTerms) -> Designation:
    terms.write_to(designation)
    designation.title = clean_name(terms.title)
    designation.purpose = terms.purpose.strip()
    return designation
