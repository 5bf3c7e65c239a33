"""The people whom the documents name, and their positions."""

from __future__ import annotations

from typing import Any

from network.enums import NameOrder
from network.models import Country, Honorific, Organization, Person
from network.operations import people
from network.terms.people import Contact, PersonTerms, PositionTerms
from sample.queries.facts import is_loaded, loaded, stated


def load() -> None:
    """Write the people into the directory; nobody's address, telephone or sex is known."""
    for fact in stated("people"):
        if not is_loaded(Person, fact["key"]):
            _person(fact)


def _person(fact: dict[str, Any]) -> None:
    honorific = fact.get("honorific")
    terms = PersonTerms(
        name=fact["name"],
        family_name=fact.get("family", ""),
        given_name=fact.get("given", ""),
        name_order=fact.get("order", NameOrder.UNKNOWN),
        honorific=Honorific.objects.get(name=honorific) if honorific else None,
        country=Country.objects.get(code=fact["country"]) if "country" in fact else None,
    )
    contact = Contact(time_zone=_zone(fact))
    person = people.add(terms, contact, source_key=fact["key"], by=None)
    for name in fact.get("also", ()):
        people.also_write(person, name=name, by=None)
    for order, held in enumerate(fact["positions"]):
        people.take_position(
            person,
            PositionTerms(
                organization=loaded(Organization, held["at"]), title=held["title"], order=order
            ),
            by=None,
        )


def _zone(fact: dict[str, Any]) -> str:
    """Return the clock at work: of the country where there is one, else of the ILO in Bangkok."""
    if "country" in fact:
        return Country.objects.get(code=fact["country"]).time_zone
    organization = loaded(Organization, fact["positions"][0]["at"])
    return organization.country.time_zone if organization.country else "Asia/Bangkok"
