"""Countries, kinds, areas and forms of address of the sample network."""

from __future__ import annotations

from typing import Any

from django.db import models

from events.models import EventType
from network.models import CooperationArea, Country, Honorific, OrganizationKind
from network.operations.vocabularies import define
from partnerships.models import AgreementType
from sample.queries.facts import stated

_IN_ORDER: dict[str, type[models.Model]] = {
    "organization_kinds": OrganizationKind,
    "event_types": EventType,
    "agreement_types": AgreementType,
    "cooperation_areas": CooperationArea,
}


def load() -> None:
    """Define every word that the other facts use."""
    for fact in stated("countries"):
        _define(Country, "code", fact)
    for position, name in enumerate(stated("honorifics")):
        _define(Honorific, "name", {"name": name, "position": position})
    for section, model in _IN_ORDER.items():
        for position, fact in enumerate(stated(section)):
            _define(model, "key", {**fact, "position": position})


def _define(model: type[models.Model], key: str, fact: dict[str, Any]) -> None:
    others = {name: value for name, value in fact.items() if name != key}
    define(model, word={key: fact[key]}, by=None, **others)
