"""Organizations, their departments and names, and the programmes they work in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from network.enums import NameKind
from network.models import Country, Organization, OrganizationKind, Programme
from network.operations import organizations
from network.operations.vocabularies import also_call_programme, define
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from sample.queries.facts import is_loaded, loaded, stated


def load() -> None:
    """Write the organizations into the directory, a ministry before its departments."""
    for fact in stated("organizations"):
        if not is_loaded(Organization, fact["key"]):
            _organization(fact)
    for fact in stated("programmes"):
        if not Programme.objects.filter(key=fact["key"]).exists():
            _programme(dict(fact))


def _organization(fact: dict[str, Any]) -> None:
    latitude, longitude = _place(fact.get("city"))
    organization = organizations.add(
        OrganizationTerms(
            name=fact["name"],
            acronym=fact.get("acronym", ""),
            local_name=fact.get("local_name", ""),
            kind=OrganizationKind.objects.get(key=fact["kind"]),
            country=Country.objects.get(code=fact["country"]) if "country" in fact else None,
            parent=loaded(Organization, fact["parent"]) if "parent" in fact else None,
            is_member="row" in fact,
            city=fact.get("city", ""),
            latitude=latitude,
            longitude=longitude,
            about=fact.get("about", ""),
            list_number=fact.get("row"),
        ),
        source_key=fact["key"],
        by=None,
    )
    for other in fact.get("also", ()):
        organizations.also_call(
            organization,
            OrganizationNameTerms(name=other["name"], kind=NameKind.VARIANT, note=other["seen"]),
            by=None,
        )


def _place(city: str | None) -> tuple[Decimal | None, Decimal | None]:
    if city is None:
        return None, None
    latitude, longitude = stated("cities")[city]
    return Decimal(str(latitude)), Decimal(str(longitude))


def _programme(fact: dict[str, Any]) -> None:
    key, others = fact.pop("key"), fact.pop("also", ())
    if partner := fact.pop("development_partner", None):
        fact["development_partner"] = loaded(Organization, partner)
    programme = define(Programme, word={"key": key}, by=None, **fact)
    for name in others:
        also_call_programme(programme, name=name, by=None)
