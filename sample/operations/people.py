"""The people whom the documents name, and their positions."""

from __future__ import annotations

from typing import Any

from network.models import Country, Organization, Person
from network.operations import people
from network.terms.people import Contact, PersonTerms, PositionTerms
from sample.queries.facts import loaded, missing, terms_of


def load() -> None:
    """Write the people into the directory; nobody's address, telephone or sex is known."""
    for fact in missing(Person, "people"):
        _person(fact)


def _person(fact: dict[str, Any]) -> None:
    terms, contact = terms_of(PersonTerms, fact), Contact(time_zone=_zone(fact))
    person = people.add(terms, contact, source_key=fact["key"], by=None)
    for name in fact.get("also", ()):
        people.also_write(person, name=name, by=None)
    for order, held in enumerate(fact["positions"]):
        people.take_position(person, terms_of(PositionTerms, held, order=order), by=None)


def _zone(fact: dict[str, Any]) -> str:
    """Return the clock at work: of the country where there is one, else of the ILO in Bangkok."""
    if "country" in fact:
        return loaded(Country, fact["country"]).time_zone
    organization = loaded(Organization, fact["positions"][0]["organization"])
    return organization.country.time_zone if organization.country else "Asia/Bangkok"
