"""Writing a row: its constraints answer in words, its history knows who acted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.errors import DomainError

ModelT = TypeVar("ModelT", bound=models.Model)


class BrokenConstraintError(DomainError):
    """A row that the database would refuse; the text is the constraint's own."""


def save(record: ModelT, *, by: AbstractBaseUser | None) -> ModelT:
    """Save ``record`` and return it.

    Nothing is asked before: only when the database refuses it is it found out which rule it was.

    :raises BrokenConstraintError: if a constraint of its model refuses it.
    """
    try:
        with as_actor(by), transaction.atomic():
            record.save()
    except IntegrityError:
        _judge(record)
        raise
    return record


def save_all(records: Iterable[ModelT], *, by: AbstractBaseUser | None) -> list[ModelT]:
    """Insert ``records``, all of one model, in one statement; return them.

    A refusal ends the transaction of the operation that calls it: there is no savepoint to pay.

    :raises BrokenConstraintError: if a constraint of their model refuses one of them.
    """
    rows = list(records)
    if not rows:
        return rows
    with as_actor(by), _in_words(type(rows[0])):
        return type(rows[0])._default_manager.bulk_create(rows)


def save_changes(
    records: Iterable[ModelT], *, fields: Iterable[str], by: AbstractBaseUser | None
) -> None:
    """Write these ``fields`` of ``records``, all of one model, in one statement.

    :raises BrokenConstraintError: if a constraint of their model refuses one of them.
    """
    rows = list(records)
    if not rows:
        return
    model = type(rows[0])
    last_changed: Any = model._meta.get_field("updated_at")
    for row in rows:
        last_changed.pre_save(row, add=False)
    with as_actor(by), _in_words(model):
        model._default_manager.bulk_update(rows, [*fields, "updated_at"])


@contextmanager
def _in_words(model: type[models.Model]) -> Iterator[None]:
    """Let the constraint that refused a row say so, by the name that the database gives."""
    try:
        yield
    except IntegrityError as refused:
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", None)
        for constraint in model._meta.constraints:
            if constraint.name == name:
                text = str(constraint.get_violation_error_message())
                raise BrokenConstraintError(text) from refused
        raise


def _judge(record: models.Model) -> None:
    try:
        record.validate_constraints()
    except ValidationError as refused:
        raise BrokenConstraintError(" ".join(refused.messages)) from refused


def delete(record: models.Model, *, by: AbstractBaseUser | None) -> None:
    """Delete ``record``; its history stays."""
    with as_actor(by):
        record.delete()


def delete_all(records: models.QuerySet[ModelT], *, by: AbstractBaseUser | None) -> None:
    """Delete ``records`` in a constant number of statements; their history stays."""
    with as_actor(by):
        records.delete()


@contextmanager
def as_actor(by: AbstractBaseUser | None) -> Iterator[None]:
    """Tell the history who acts; without a user whoever the request named stays named."""
    if by is None:
        yield
        return
    with pghistory.context(user=by.pk):
        yield
