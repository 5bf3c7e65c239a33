"""What the documents state, and what is loaded of it already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import yaml
from django.db import models

from core.terms import Terms
from events.models import EventType
from network.models import CooperationArea, Country, Honorific, OrganizationKind, Programme
from partnerships.models import AgreementType

ModelT = TypeVar("ModelT", bound=models.Model)
TermsT = TypeVar("TermsT", bound=Terms)

_PATH = Path(__file__).parents[1] / "network.yaml"
# The field that holds the key of a word; every other record keeps that of its fact.
_KEYS: dict[type[models.Model], str] = {
    AgreementType: "key",
    CooperationArea: "key",
    Country: "code",
    EventType: "key",
    Honorific: "name",
    OrganizationKind: "key",
    Programme: "key",
}


@cache
def stated(section: str) -> Any:
    """Return one section of the facts."""
    return yaml.safe_load(_PATH.read_text(encoding="utf-8"))[section]


def missing(model: type[models.Model], section: str) -> Iterator[dict[str, Any]]:
    """Yield the facts of a section of which there is no record of ``model`` yet."""
    return (fact for fact in stated(section) if not is_loaded(model, fact["key"]))


def terms_of(terms: type[TermsT], fact: dict[str, Any], **others: Any) -> TermsT:
    """Return what ``fact`` says of the noun; what it does not say comes from ``others``.

    The fact calls things as the terms do, and names a record by its key.
    """
    kinds = get_type_hints(terms)
    said = {name: _meant(kinds[name], fact[name]) for name in kinds if name in fact}
    return terms(**{**said, **others})


def _meant(kind: Any, value: Any) -> Any:
    """Return the record whose key stands where a record is expected, or any other value."""
    for each in get_args(kind) or (kind,):
        if isinstance(each, type) and issubclass(each, models.Model):
            return loaded(each, value)
    return value


def loaded(model: type[ModelT], key: str) -> ModelT:
    """Return the record that came from the fact of that key."""
    return model._default_manager.get(**_named(model, key))


def is_loaded(model: type[models.Model], key: str) -> bool:
    """Say whether a fact is in the database; it is left as people have made it since."""
    return model._default_manager.filter(**_named(model, key)).exists()


def _named(model: type[models.Model], key: str) -> dict[str, str]:
    return {_KEYS.get(model, "source_key"): key}
