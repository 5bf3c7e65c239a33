"""Writing a row: its constraints answer in words, its history knows who acted."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

ModelT = TypeVar("ModelT", bound=models.Model)


class BrokenConstraintError(DomainError):
    """A row that the database would refuse; the text is the constraint's own."""


def keep(record: ModelT, *, by: User | None) -> ModelT:
    """Save ``record`` and return it.

    :raises BrokenConstraintError: if a constraint of its model refuses it.
    """
    _judge(record)
    try:
        with acting(by), transaction.atomic():
            record.save()
    except IntegrityError:
        # Somebody saved the same a moment ago, such as by a second click: now it can be told.
        _judge(record)
        raise
    return record


def _judge(record: models.Model) -> None:
    try:
        record.validate_constraints()
    except ValidationError as refused:
        raise BrokenConstraintError(" ".join(refused.messages)) from refused


def drop(record: models.Model, *, by: User | None) -> None:
    """Delete ``record``; its history stays."""
    with acting(by):
        record.delete()


@contextmanager
def acting(by: User | None) -> Iterator[None]:
    """Tell the history who acts; without a user whoever the request named stays named."""
    if by is None:
        yield
        return
    with pghistory.context(user=by.pk):
        yield
