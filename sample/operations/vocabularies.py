"""Countries, kinds, areas and forms of address of the sample network."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from events.models import EventType
from network.models import CooperationArea, Country, Honorific, OrganizationKind
from network.operations.vocabularies import define
from partnerships.models import AgreementType
from sample.queries.facts import stated


def load() -> None:
    """Define every word that the other facts use."""
    for country in stated("countries"):
        _country(**country)
    for order, name in enumerate(stated("honorifics")):
        define(Honorific, word={"name": name}, position=order, by=None)
    _keyed(OrganizationKind, "organization_kinds")
    _keyed(EventType, "event_types")
    _keyed(AgreementType, "agreement_types")
    for order, area in enumerate(stated("cooperation_areas")):
        _area(order, **area)


def _country(
    *, code: str, name: str, time_zone: str, languages: list[str], role: str, point: list[float]
) -> None:
    latitude, longitude = (Decimal(str(degrees)) for degrees in point)
    define(
        Country,
        word={"code": code},
        name=name,
        time_zone=time_zone,
        languages=languages,
        cooperation_role=role,
        latitude=latitude,
        longitude=longitude,
        by=None,
    )


def _keyed(model: type[models.Model], section: str) -> None:
    for order, fact in enumerate(stated(section)):
        facts: dict[str, Any] = {name: value for name, value in fact.items() if name != "key"}
        define(model, word={"key": fact["key"]}, position=order, by=None, **facts)


def _area(order: int, *, key: str, name: str, also: list[str] | None = None) -> None:
    define(
        CooperationArea,
        word={"key": key},
        name=name,
        synonyms=also or [],
        position=order,
        by=None,
    )
