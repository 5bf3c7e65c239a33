"""Who answers for the sides of pairings and agreements: of one record, or of many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from network.enums import Role
from network.models import Country, FocalPoint, Membership, Organization, Person
from network.queries import staff
from network.queries.staff import Sphere
from notifications.mails import shared
from partnerships.models import (
    Action,
    AgreementParty,
    Pairing,
    PairingFocalPoint,
    PairingParty,
)

Seat = FocalPoint | PairingFocalPoint
# Their keys, or what the database finds them by.
Pairings = Collection[int] | QuerySet[Any, Any]
Countries = frozenset[int | None]
Parties = Iterable[PairingParty | AgreementParty]
# What a mail needs of who answers: who they are, how they are reached, and whether they are let in.
_OF_A_SEAT = ("person__recipient", "person__honorific", "person__user")


class ResponsiblePeople:
    """Who answers on a day for organizations, by themselves or in a pairing.

    That is who was appointed for the pairing, else who answers for the organization, else who
    answers for the house that it is part of. All of it is fetched at once.
    """

    def __init__(
        self,
        *,
        pairings: Pairings,
        organizations: Collection[int] = (),
        houses: Iterable[Organization] = (),
        named: Collection[int] = (),
        on: date,
    ) -> None:
        """Fetch who answers for these organizations and for the sides of these pairings.

        Of ``houses`` no more than their focal points is fetched. ``named`` are the actions that
        name a person: those of them are ``passed_on`` whose person has handed over since.
        """
        # A later day may be asked about too: what has ended by then is still told apart.
        self.on = on
        self._parties = self._fetch_parties(pairings)
        self._parents = self._parents_of_sides() | {each.pk: each.parent_id for each in houses}
        self._parents |= self._fetch_parents(set(organizations) - self._parents.keys())
        self._appointed = self._fetch_appointed(pairings)
        self._own = self._fetch_own()
        self.passed_on = self._fetch_passed_on(named)

    def parties_of(self, pairing: int) -> list[PairingParty]:
        """Return the sides of a pairing in order, with their organizations."""
        return self._parties.get(pairing, [])

    def of_sides(self, pairing: int | None, organizations: Iterable[int]) -> list[Person]:
        """Return who answers for these sides and can be reached, each once."""
        found = {
            person.pk: person
            for organization in organizations
            for person in self.of_side(pairing, organization)
        }
        return [found[key] for key in sorted(found) if found[key].is_reached]

    def of_side(self, pairing: int | None, organization: int) -> list[Person]:
        """Return who answers for a side, reached by mail or not."""
        levels = self._seats(pairing, organization)
        held = ([seat.person for seat in seats if self._is_held(seat)] for seats in levels)
        return next(filter(None, held), [])

    def by_side(
        self, pairings: Collection[int] | None = None
    ) -> Iterator[tuple[Organization, list[Person]]]:
        """Yield each side of these pairings, or of all, with who answers for it."""
        for pairing in sorted(self._parties if pairings is None else pairings):
            for party in self.parties_of(pairing):
                yield party.organization, self.of_side(pairing, party.organization_id)

    def changes_on(self, pairing: int | None, organizations: Iterable[int]) -> date | None:
        """Return the next day on which somebody else may answer for these sides."""
        days = (
            day
            for organization in organizations
            for seats in self._seats(pairing, organization)
            for seat in seats
            for day in (seat.starts_on, seat.ends_on)
            if day and day > self.on
        )
        return min(days, default=None)

    def _is_held(self, seat: Seat) -> bool:
        """Say whether the day is one of the term: its last day is not one of it any more.

        Whose account was closed has left, whatever the term says: the next in line answers.
        """
        has_begun = seat.starts_on is None or seat.starts_on <= self.on
        lasts = seat.ends_on is None or seat.ends_on > self.on
        return has_begun and lasts and seat.person.is_let_in

    def _seats(self, pairing: int | None, organization: int) -> Iterator[list[Seat]]:
        yield [*self._appointed.get((pairing, organization), [])]
        yield [*self._own.get(organization, [])]
        yield [*self._own.get(self._parents.get(organization), [])]

    def _fetch_parties(self, pairings: Pairings) -> dict[int, list[PairingParty]]:
        found: dict[int, list[PairingParty]] = {}
        rows = PairingParty.objects.filter(pairing__in=pairings).order_by("order", "pk")
        for row in rows.select_related("organization"):
            found.setdefault(row.pairing_id, []).append(row)
        return found

    def _parents_of_sides(self) -> dict[int, int | None]:
        sides = (each.organization for found in self._parties.values() for each in found)
        return {side.pk: side.parent_id for side in sides}

    def _fetch_parents(self, organizations: Collection[int]) -> dict[int, int | None]:
        if not organizations:
            return {}
        rows = Organization.objects.filter(pk__in=organizations)
        return dict(rows.order_by().values_list("pk", "parent"))

    def _fetch_appointed(
        self, pairings: Pairings
    ) -> dict[tuple[int | None, int], list[PairingFocalPoint]]:
        found: dict[tuple[int | None, int], list[PairingFocalPoint]] = {}
        rows = PairingFocalPoint.objects.filter(self._lasts(), pairing__in=pairings)
        for row in rows.select_related(*_OF_A_SEAT):
            found.setdefault((row.pairing_id, row.organization_id), []).append(row)
        return found

    def _fetch_own(self) -> dict[int | None, list[FocalPoint]]:
        houses = {key for pair in self._parents.items() for key in pair if key}
        found: dict[int | None, list[FocalPoint]] = {}
        rows = FocalPoint.objects.filter(self._lasts(), organization__in=houses)
        for row in rows.select_related(*_OF_A_SEAT):
            found.setdefault(row.organization_id, []).append(row)
        return found

    def _fetch_passed_on(self, named: Collection[int]) -> set[int]:
        found = Action.objects.filter(pk__in=named).passed_on(self.on)
        return set(found.order_by().values_list("pk", flat=True)) if named else set()

    def _lasts(self) -> Q:
        return Q(ends_on=None) | Q(ends_on__gt=self.on)


def sphere_of(parties: Parties, pairing: Pairing | None) -> Sphere:
    """Return what the sides of a pairing, or the parties of an agreement in it, do together."""
    countries = frozenset(party.organization.country_id for party in parties)
    programme = pairing.programme_id if pairing else None
    return Sphere(countries, frozenset({programme} if programme else ()))


def reply_address(person: Person, sides: QuerySet[Organization], *, on: date) -> str:
    """Return where an answer of ``person`` goes: the coordinator of the side they answer for.

    Where that country has none, the coordinator of another side, else one of the project staff.
    The mails of one batch share the answer: an address of some seconds ago is still read.
    """
    appointed = PairingFocalPoint.objects.on(on).filter(person=person)
    general = FocalPoint.objects.on(on).filter(person=person)
    held = Q(pk__in=appointed.values("organization")) | Q(pk__in=general.values("organization"))
    held |= Q(parent__in=general.values("organization"))
    own: Countries = frozenset(sides.filter(held).values_list("country", flat=True))
    first = own or frozenset({person.country_id})
    every = frozenset(sides.values_list("country", flat=True))
    return shared(("reply_address", first, every), lambda: staff.reply_address(first, every))


def countries_followed(person: Person, sides: QuerySet[Organization]) -> list[Country]:
    """Return in which of their countries a member of the staff follows up these sides.

    A coordinator follows up their own countries, the project staff all of them.
    """
    countries = Country.objects.filter(organizations__in=sides).distinct().order_by("name")
    coordinated = Membership.objects.now().filter(user=person.user_id, role=Role.COORDINATOR)
    own = countries.filter(pk__in=coordinated.values("country"))
    return list(own or countries)
