"""Who works with whom: institutions by their partners, and when each pair was last in touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.models import leads_to
from core.pages import batches
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from network.models import Organization
from network.models.organizations import OrganizationQuerySet
from partnerships.enums import Cadence
from partnerships.models import Pairing, PairingParty
from partnerships.models.pairings import PairingQuerySet

# So many partners have a column; the others of an institution stand in one cell.
COLUMNS = 12
# So many pairings of the institutions of a page are looked at.
PAIRINGS = 300


@dataclass(frozen=True)
class Contact:
    """A pairing of an institution with a partner; ``days`` ago they were last in touch."""

    partner: Organization
    pairing: Pairing
    cadence: Cadence
    days: int | None


@dataclass(frozen=True)
class MatrixRow:
    """An institution: its pairings with the partner of each column, and with the others."""

    institution: Organization
    cells: tuple[tuple[Contact, ...], ...]
    others: tuple[Contact, ...]


@dataclass(frozen=True)
class Matrix:
    """Institutions by partners; ``is_cut`` says that they have more pairings than are shown."""

    partners: tuple[Organization, ...]
    rows: tuple[MatrixRow, ...]
    is_cut: bool

    @property
    def has_others(self) -> bool:
        """Whether some partners have no column."""
        return any(row.others for row in self.rows)


def institutions(scope: Scope) -> OrganizationQuerySet:
    """Return who has a row: the institutions of the country with an open pairing of the scope.

    Without a country it is the side that each pairing names first.
    """
    sides = PairingParty.objects.filter(pairing__in=rows.open_pairings(scope).order_by())
    found = Organization.objects.visible_to(scope.user)
    if scope.country:
        return found.filter(leads_to(sides, "organization"), country=scope.country)
    return found.filter(leads_to(sides.filter(_is_first()), "organization"))


def matrix(scope: Scope, shown: Iterable[Organization]) -> Matrix:
    """Return the rows of the institutions ``shown``, in four statements however many there are."""
    shown = list(shown)
    found = list(_pairings(scope, shown)[: PAIRINGS + 1])
    contacts = {each.pk: list(_of(each, found[:PAIRINGS], scope)) for each in shown}
    partners = _columns(contacts.values())
    lines = tuple(_row(each, contacts[each.pk], partners) for each in shown)
    return Matrix(partners, lines, len(found) > PAIRINGS)


def everybody(scope: Scope) -> Iterator[tuple[Organization, Contact]]:
    """Yield each institution with each of its partners, by name."""
    for shown in batches(institutions(scope)):
        found = list(_pairings(scope, shown))
        for institution in shown:
            yield from ((institution, each) for each in _of(institution, found, scope))


def days_since(pairing: Pairing, today: date) -> int | None:
    """Return how long ago the last contact of a pairing ``with_status`` was."""
    on = pairing.last_contact_on
    return (today - on).days if on else None


def _is_first() -> Any:
    """Return the condition that no side of the pairing stands before this one."""
    before = Q(order__lt=OuterRef("order")) | Q(order=OuterRef("order"), pk__lt=OuterRef("pk"))
    return ~Exists(PairingParty.objects.filter(before, pairing=OuterRef("pairing")))


def _pairings(scope: Scope, shown: Sequence[Organization]) -> PairingQuerySet:
    sides = PairingParty.objects.filter(organization__in=[each.pk for each in shown])
    if not scope.country:
        sides = sides.filter(_is_first())
    found = rows.open_pairings(scope).filter(pk__in=sides.values("pairing"))
    return (
        found.with_parties()
        .with_status(scope.today)
        .with_cadence(scope.today)
        .order_by("title", "pk")
    )


def _of(institution: Organization, found: Iterable[Pairing], scope: Scope) -> Iterator[Contact]:
    for pairing in found:
        parties = [party.organization for party in pairing.parties.all()]
        is_row = institution in (parties if scope.country else parties[:1])
        for partner in parties if is_row else ():
            if partner != institution:
                yield Contact(
                    partner, pairing, Cadence(pairing.cadence), days_since(pairing, scope.today)
                )


def _columns(contacts: Iterable[Sequence[Contact]]) -> tuple[Organization, ...]:
    """Return the partners with most pairings, in the order in which the rows name them."""
    every = [each.partner for line in contacts for each in line]
    most = {partner for partner, _number in Counter(every).most_common(COLUMNS)}
    return tuple(partner for partner in dict.fromkeys(every) if partner in most)


def _row(
    institution: Organization, contacts: Sequence[Contact], partners: Sequence[Organization]
) -> MatrixRow:
    return MatrixRow(
        institution,
        tuple(tuple(each for each in contacts if each.partner == one) for one in partners),
        tuple(each for each in contacts if each.partner not in partners),
    )
