"""Writing a row: its constraints answer in words, its history knows who acted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from core.errors import DomainError
from core.search import remake, search_field

ModelT = TypeVar("ModelT", bound=models.Model)


class BrokenConstraintError(DomainError):
    """A row that the database would refuse; the text is the constraint's own."""


def save(record: ModelT, *, by: AbstractBaseUser | None) -> ModelT:
    """Save ``record`` and return it.

    Nothing is asked before: only when the database refuses it is it found out which rule it was.

    :raises BrokenConstraintError: if a constraint of its model refuses it.
    """
    is_new = record._state.adding  # noqa: SLF001 - Django documents it
    try:
        with as_actor(by), transaction.atomic():
            record.save()
            _lend_words([record], new=is_new)
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
        kept = type(rows[0])._default_manager.bulk_create(rows)
        _lend_words(kept, new=True)
        return kept


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
    made = _made_from(rows, fields := list(fields))
    for row in rows:
        for field in made:
            field.pre_save(row, add=False)
    with as_actor(by), _in_words(model):
        model._default_manager.bulk_update(rows, [*fields, *(field.name for field in made)])
        if len(made) > 1:
            _lend_words(rows)


def _made_from(rows: list[ModelT], fields: Iterable[str]) -> list[Any]:
    """Return what a change of ``fields`` makes anew; what is beside ``rows`` is fetched for it."""
    last_changed, text = type(rows[0])._meta.get_field("updated_at"), search_field(type(rows[0]))
    if text is None or text.sources.isdisjoint(fields):
        return [last_changed]
    models.prefetch_related_objects(rows, *text.beside)
    return [last_changed, text]


def _lend_words(records: Sequence[models.Model], *, new: bool = False) -> None:
    """Make the searched texts of others anew in which words of ``records`` stand.

    To a new one nothing points yet.
    """
    for rows in _borrowers(type(records[0]), records, pointing=not new):
        remake(rows)


@contextmanager
def _taking_words_back(model: type[models.Model], records: Any) -> Iterator[None]:
    """Do likewise when ``records`` go: whose words they are is known before."""
    borrowers = [
        (rows.model, list(rows.values_list("pk", flat=True))) for rows in _borrowers(model, records)
    ]
    yield
    for borrower, keys in borrowers:
        remake(borrower._base_manager.filter(pk__in=keys))


def _borrowers(
    model: type[models.Model], records: Any, *, pointing: bool = True
) -> list[models.QuerySet[Any]]:
    """Return whom ``records`` lend words to; with ``pointing`` also those that point to them."""
    fields: list[Any] = [
        model._meta.get_field(name) for name in getattr(model, "lends_words_to", ())
    ]
    return [
        field.related_model._base_manager.filter(**{f"{field.remote_field.name}__in": records})
        for field in fields
        if field.many_to_one or pointing
    ]


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
    with as_actor(by), _taking_words_back(type(record), [record]):
        record.delete()


def delete_all(records: models.QuerySet[ModelT], *, by: AbstractBaseUser | None) -> None:
    """Delete ``records`` in a constant number of statements; their history stays."""
    with as_actor(by), _taking_words_back(records.model, records):
        records.delete()


@contextmanager
def as_actor(by: AbstractBaseUser | None) -> Iterator[None]:
    """Tell the history who acts; without a user whoever the request named stays named."""
    if by is None:
        yield
        return
    with pghistory.context(user=by.pk):
        yield
