"""Addresses of those whom no mail reached: written down on the page that says so."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from events.models import Participation
from events.operations import attendance
from followup.queries.reach import Unreached
from network.models import Person
from network.operations import people
from network.queries import matching
from network.terms.people import Contact, PersonTerms, PositionTerms


class OtherAddressError(DomainError):
    """The name means somebody who is reached at another address, or a namesake."""


@transaction.atomic
def add(addresses: Iterable[tuple[Unreached, str]], *, by: User | None) -> list[Person]:
    """Write down where these people are reached; return them.

    A name that is in the directory for certain means that person; another one is entered there.
    Several people may share an address.

    :raises OtherAddressError: if a name means somebody who is reached at another address.
    """
    reached = [_reach(one, email, by=by) for one, email in addresses]
    return [person for person in reached if person]


def _reach(one: Unreached, email: str, *, by: User | None) -> Person | None:
    if one.person:
        return people.reach_at(one.person, email=email, by=by)
    return _place(one.row, email, by=by) if one.row else None


def _place(row: Participation, email: str, *, by: User | None) -> Person:
    person = matching.link_person(row.name, row.organization, by=by)
    if person is None:
        person = _enter(row, email, by=by)
    elif not person.recipient.is_reachable:
        person = people.reach_at(person, email=email, by=by)
    elif person.recipient.email.lower() != email.lower():
        raise OtherAddressError(
            _("%(name)s is in the directory with another address. Link the name on the list."),
            name=person.name,
        )
    attendance.link(row, person=person, by=by)
    return person


def _enter(row: Participation, email: str, *, by: User | None) -> Person:
    house = row.organization
    position = PositionTerms(organization=house, title=row.capacity[:200]) if house else None
    return people.enter(PersonTerms(name=row.name), Contact(email=email), position=position, by=by)
