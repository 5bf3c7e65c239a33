"""Organizations, their departments and names, and the programmes they work in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from network.enums import NameKind
from network.models import Organization, Programme
from network.operations import organizations
from network.operations.vocabularies import also_call_programme, define
from network.terms.organizations import OrganizationNameTerms, OrganizationTerms
from sample.queries.facts import loaded, missing, stated, terms_of


def load() -> None:
    """Write the organizations into the directory, a ministry before its departments."""
    for fact in missing(Organization, "organizations"):
        _organization(fact)
    for fact in missing(Programme, "programmes"):
        _programme(dict(fact))


def _organization(fact: dict[str, Any]) -> None:
    is_member = "list_number" in fact
    organization = organizations.add(
        terms_of(OrganizationTerms, fact, is_member=is_member, **_place(fact.get("city"))),
        source_key=fact["key"],
        by=None,
    )
    for other in fact.get("also", ()):
        name = terms_of(OrganizationNameTerms, other, kind=NameKind.VARIANT)
        organizations.also_call(organization, name, by=None)


def _place(city: str | None) -> dict[str, Decimal]:
    if city is None:
        return {}
    latitude, longitude = stated("cities")[city]
    return {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}


def _programme(fact: dict[str, Any]) -> None:
    key, others = fact.pop("key"), fact.pop("also", ())
    if partner := fact.pop("development_partner", None):
        fact["development_partner"] = loaded(Organization, partner)
    programme = define(Programme, word={"key": key}, by=None, **fact)
    for name in others:
        also_call_programme(programme, name=name, by=None)
