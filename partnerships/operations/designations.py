"""Designations: one organization gives another a title."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from core.db import locked
from core.records import save, save_all
from partnerships.models import Designation
from partnerships.terms.designations import DesignationTerms


@transaction.atomic
def confer(
    terms: DesignationTerms, *, source_key: str | None = None, by: User | None
) -> Designation:
    """Write down a title that one organization gave another.

    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    return save(terms.write_to(Designation(source_key=source_key)), by=by)


def confer_all(titles: Iterable[DesignationTerms], *, by: User | None) -> list[Designation]:
    """Write down several titles in one go.

    :raises BrokenConstraintError: if an organization would give one to itself.
    """
    return save_all([terms.write_to(Designation()) for terms in titles], by=by)


@transaction.atomic
def edit(designation: Designation, terms: DesignationTerms, *, by: User | None) -> Designation:
    """Correct what is written of a title.

    :raises BrokenConstraintError: if an organization would give it to itself.
    """
    return save(terms.write_to(locked(designation)), by=by)
