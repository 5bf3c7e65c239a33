"""The words that people extend: countries, kinds, areas, forms of address, programmes."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models, transaction

from accounts.models import User
from core.normalisation import clean_name
from core.records import save
from network.models import Programme, ProgrammeName

WordT = TypeVar("WordT", bound=models.Model)


@transaction.atomic
def define(model: type[WordT], *, word: dict[str, str], by: User | None, **facts: Any) -> WordT:
    """Return the entry of ``model`` that ``word`` names, and add it with ``facts`` if it is new.

    An entry that is there stays as people have left it. Apps above define their own words with
    it, such as types of agreements.
    """
    known = model._default_manager.filter(**word).first()
    return known or save(model(**word, **facts), by=by)


@transaction.atomic
def also_call_programme(programme: Programme, *, name: str, by: User | None) -> ProgrammeName:
    """Record another name under which documents speak of a programme."""
    name = clean_name(name)
    known = programme.names.filter(name=name).first()
    return known or save(ProgrammeName(programme=programme, name=name), by=by)
