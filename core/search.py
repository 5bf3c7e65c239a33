"""The words under which a record is found: kept beside it, made anew whenever it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import models

from core.normalisation import fold

_AT_ONCE = 500


class SearchText(models.TextField[str, str]):
    """What was written in the fields ``of``, folded; no caller has to remember it.

    A dot leads to a record beside this one: "parent.name", or "names.name" of all its names. A
    model whose words stand in texts of others says so: ``lends_words_to``.
    """

    def __init__(self, *of: str, **options: Any) -> None:
        self.of = of
        super().__init__(**{"editable": False, "default": "", **options})

    def deconstruct(self) -> Any:
        """Return what a migration writes: what it is made of."""
        name, path, _args, options = super().deconstruct()
        return name, path, list(self.of), options

    def made_of(self, record: models.Model) -> str:
        """Return the text that ``record`` should have."""
        texts = (fold(text) for path in self.of for text in _texts(record, path.split(".")))
        return " ".join(dict.fromkeys(text for text in texts if text))

    def pre_save(self, record: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's
        """Make the text before any row is written, one or many."""
        text = self.made_of(record)
        setattr(record, self.attname, text)
        return text

    @property
    def sources(self) -> set[str]:
        """The fields of the record itself that it is made of."""
        return {path.split(".")[0] for path in self.of}

    @property
    def beside(self) -> list[str]:
        """The records beside it whose words it has."""
        return sorted({path.split(".")[0] for path in self.of if "." in path})


def search_field(model: type[models.Model]) -> SearchText | None:
    """Return the field that holds the searched text of ``model``, if it has one."""
    return next((each for each in model._meta.fields if isinstance(each, SearchText)), None)


def remake(rows: models.QuerySet[Any]) -> None:
    """Make the searched texts of ``rows`` anew, however many there are.

    Nobody changed these records, so neither their history nor ``updated_at`` tells of it.
    """
    field = search_field(rows.model)
    if field is None:
        return
    found = rows.order_by("pk").prefetch_related(*field.beside).iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(found, _AT_ONCE)):
        for row in batch:
            field.pre_save(row, add=False)
        rows.model._base_manager.bulk_update(batch, [field.attname])


def _texts(record: models.Model, path: list[str]) -> Iterator[str]:
    """Yield the texts at the end of ``path``; a record that is not kept yet has none beside it."""
    first, *rest = path
    if not rest:
        value = getattr(record, first) or ""
        yield from [value] if isinstance(value, str) else value
        return
    for each in _beside(record, first):
        yield from _texts(each, rest)


def _beside(record: models.Model, name: str) -> Iterable[models.Model]:
    field = record._meta.get_field(name)
    if field.one_to_many:
        return getattr(record, name).all() if record.pk else ()
    near = getattr(record, name)
    return () if near is None else (near,)
