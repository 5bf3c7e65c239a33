"""Put people on the list of a meeting to be invited; who is new enters the directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction

from accounts.models import User
from events.models import Event, Participation
from events.operations import attendance
from events.terms.attendance import ParticipationTerms
from followup.terms import Newcomer
from network.operations import people
from network.terms.people import Contact, NewPerson, PersonTerms, PositionTerms


@transaction.atomic
def enlist(
    event: Event,
    newcomers: Sequence[Newcomer],
    *,
    addresses: Mapping[int, str],
    by: User | None,
) -> list[Participation]:
    """Put everybody on the list; who has an address and is in no directory enters it first.

    :raises AlreadyOnTheListError: if one of them stands on the list by now.
    """
    new = [each for each in newcomers if each.mail and each.terms.person is None]
    entered = people.enter_all([_entry(each) for each in new], by=by)
    known = {id(each): person for each, person in zip(new, entered, strict=True)}
    everybody = [
        replace(each.terms, person=known.get(id(each), each.terms.person)) for each in newcomers
    ]
    return attendance.enrol(event, everybody, addresses=addresses, by=by)


def _entry(newcomer: Newcomer) -> NewPerson:
    terms = newcomer.terms
    country = terms.organization.country if terms.organization else None
    contact = Contact(email=newcomer.mail)
    return NewPerson(
        terms=PersonTerms(name=terms.name, country=country),
        contact=replace(contact, time_zone=country.time_zone) if country else contact,
        position=_position(terms),
    )


def _position(terms: ParticipationTerms) -> PositionTerms | None:
    house = terms.organization
    return PositionTerms(organization=house, title=terms.capacity) if house else None
