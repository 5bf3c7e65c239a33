"""Who answers for the sides of many records at once, and to whom of them nothing was said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast

from network.enums import Role
from network.models import Country, FocalPoint, Membership, Person
from network.queries import staff
from notifications.mails import shared
from partnerships.models import PairingFocalPoint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from network.models import Organization
    from notifications.models import Message
    from partnerships.models import AgreementParty, PairingParty

    # Records joined with people: ``answers`` is a person's key, ``recipient`` how they are reached.
    Joined = QuerySet[Any]


def by_side(records: QuerySet[Any], *, side: str, within: str, on: date) -> list[Joined]:
    """Join ``records`` with who answers for the organization at the end of the path ``side``.

    That is who was appointed for the pairing (the path ``within`` leads to it), else who answers
    for the organization, else who answers for the house that it is part of.
    """
    sided = records.order_by().annotate(side=F(side))
    appointed = PairingFocalPoint.objects.on(on).filter(
        pairing=OuterRef(f"{within}pk"), organization=OuterRef("side")
    )
    own = FocalPoint.objects.on(on).filter(organization=OuterRef("side"))
    others = sided.filter(~Exists(appointed))
    return [
        _on(_joined(sided, f"{within}focal_points__"), on).filter(seat=F("side")),
        _on(_joined(others, f"{side}__focal_points__"), on),
        _on(_joined(others.filter(~Exists(own)), f"{side}__parent__focal_points__"), on),
    ]


def by_name(records: QuerySet[Any]) -> Joined:
    """Join ``records`` with the reachable person whom each of them names."""
    named = records.order_by().annotate(
        answers=F("person"),
        recipient=F("person__recipient"),
        email=F("person__recipient__email"),
        refused=F("person__recipient__refused_at"),
    )
    found: Joined = named.filter(answers__isnull=False)
    return found


def pairs(joined: Iterable[Joined], *, told: QuerySet[Message] | None = None) -> list[Any]:
    """Return (record, person) of everybody who can be reached and was not ``told`` yet."""
    found = []
    for each in joined:
        rows = each.filter(refused=None).exclude(email="")
        unaware = rows if told is None else rows.filter(~Exists(told))
        found.append(unaware.values_list("pk", "answers"))
    return list(found[0].union(*found[1:]))


def people(found: Iterable[tuple[int, int]]) -> dict[int, Person]:
    """Return the people in ``pairs`` by key, with what a message to them needs."""
    wanted = {person for _, person in found}
    return Person.objects.select_related("recipient", "honorific").in_bulk(wanted)


def countries_of(parties: Iterable[PairingParty | AgreementParty]) -> frozenset[int | None]:
    """Return the countries of the sides of a pairing, or of the parties of an agreement."""
    return frozenset(party.organization.country_id for party in parties)


def in_words(path: str) -> Cast:
    """Return a key of a row as text, to make the key of a message of it."""
    return Cast(path, CharField())


def day_in_words(path: Any) -> Func:
    """Return a day as "2026-11-30", whatever style the database's session has."""
    return Func(path, Value("YYYY-MM-DD"), function="to_char", output_field=CharField())


def reply_address(person: Person, sides: QuerySet[Organization], *, on: date) -> str:
    """Return where an answer of ``person`` goes: the coordinator of the side they answer for.

    Where that country has none, the coordinator of another side, else one of the project staff.
    The letters of one batch share the answer: an address of some seconds ago is still read.
    """
    appointed = PairingFocalPoint.objects.on(on).filter(person=person)
    general = FocalPoint.objects.on(on).filter(person=person)
    held = Q(pk__in=appointed.values("organization")) | Q(pk__in=general.values("organization"))
    held |= Q(parent__in=general.values("organization"))
    own: frozenset[int | None] = frozenset(sides.filter(held).values_list("country", flat=True))
    first = own or frozenset({person.country_id})
    every = frozenset(sides.values_list("country", flat=True))
    return shared(("reply_address", first, every), lambda: staff.reply_address(first, every))


def countries_followed(person: Person, sides: QuerySet[Organization]) -> list[Country]:
    """Return in which of their countries a member of the staff follows up these sides.

    A coordinator follows up their own countries, the project staff all of them.
    """
    countries = Country.objects.filter(organizations__in=sides).distinct().order_by("name")
    coordinated = Membership.objects.filter(user=person.user_id, role=Role.COORDINATOR)
    own = countries.filter(pk__in=coordinated.values("country"))
    return list(own or countries)


def _joined(records: QuerySet[Any], seats: str) -> Joined:
    """Add whose seat it is, since when and until when; all by one join, the one of ``seats``."""
    joined: Joined = records.annotate(
        seat=F(f"{seats}organization"),
        since=F(f"{seats}starts_on"),
        until=F(f"{seats}ends_on"),
        answers=F(f"{seats}person"),
        recipient=F(f"{seats}person__recipient"),
        email=F(f"{seats}person__recipient__email"),
        refused=F(f"{seats}person__recipient__refused_at"),
    )
    return joined


def _on(joined: Joined, day: date) -> Joined:
    """Leave out who does not answer on ``day``; the same days as ``FocalPoint.objects.on``."""
    begun, lasting = Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day)
    answering: Joined = joined.filter(begun, lasting, answers__isnull=False)
    return answering
