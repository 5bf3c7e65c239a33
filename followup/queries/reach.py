"""Whom no mail reaches, and why: they are told of on the page, and counted by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from core.wall import beyond_the_reader
from events.enums import STAYS_AWAY
from events.models import Event, Participation
from followup.enums import OutOfReach
from followup.queries.readers import Concerned
from network.models import Organization, Person
from notifications.models import Recipient

# An address would help; whose account was closed has left.
_LACKS_AN_ADDRESS = (OutOfReach.NOT_IN_DIRECTORY, OutOfReach.NO_ADDRESS, OutOfReach.REFUSED)


class Notified(Protocol):
    """What somebody was told: a message, or the last of several."""

    @property
    def recipient(self) -> Recipient:
        """Who was told."""


@dataclass(frozen=True)
class Unreached:
    """Somebody whom no mail reaches, and why: a person, a name on the list, or a whole house."""

    name: str
    why: OutOfReach
    person: Person | None = None
    row: Participation | None = None
    house: Organization | None = None

    @property
    def key(self) -> str:
        """By what the question for their address is known; empty where an address is no help."""
        if self.why not in _LACKS_AN_ADDRESS:
            return ""
        if self.person:
            return f"address-of-person-{self.person.pk}"
        return f"address-of-name-{self.row.pk}" if self.row else ""


@beyond_the_reader()
def out_of_reach(notified: Iterable[Notified]) -> frozenset[int]:
    """Return whom of those who were told no mail reaches any more, by the recipient's key.

    It asks the database once, however many there are.
    """
    recipients = {each.recipient.pk: each.recipient for each in notified}
    if not recipients:
        return frozenset()
    closed = Person.objects.filter(recipient__in=list(recipients), user__is_active=False)
    without = [key for key, each in recipients.items() if not each.is_reachable]
    return frozenset([*without, *closed.order_by().values_list("recipient", flat=True)])


@beyond_the_reader()
def unreached_at(event: Event, concerned: Concerned) -> list[Unreached]:
    """Return whom the meeting concerns and no mail reaches; of a house only if nobody gets one."""
    people = [
        (_unreached(each.person), each.organization)
        for each in concerned.readers.values()
        if not each.person.is_reached
    ]
    rows = event.participations.exclude(state__in=STAYS_AWAY).select_related("organization")
    named = list(rows.order_by("order", "pk"))
    reached = {each.organization for each in concerned.reached.values()}
    on_list = (
        reached
        | {house for _person, house in people}
        | {each.organization for each in named if each.person_id or each.name}
    )
    return [
        *(each for each, _house in people),
        *_names(named),
        *_houses(event, {each.pk for each in on_list if each}),
    ]


def _unreached(person: Person) -> Unreached:
    if not person.is_let_in:
        return Unreached(person.name, OutOfReach.CLOSED, person)
    has_one = bool(person.recipient.email)
    return Unreached(person.name, OutOfReach.REFUSED if has_one else OutOfReach.NO_ADDRESS, person)


def _names(rows: Iterable[Participation]) -> Iterator[Unreached]:
    for row in rows:
        if row.person_id is None and row.name:
            yield Unreached(row.name, OutOfReach.NOT_IN_DIRECTORY, row=row)


def _houses(event: Event, on_list: set[int]) -> Iterator[Unreached]:
    """Yield the organizations that are involved and of which nobody gets a mail."""
    involved = (
        Q(pairing_parties__pairing__meetings__event=event)
        | Q(organized__event=event)
        | Q(participations__event=event)
    )
    found = Organization.objects.filter(involved).exclude(pk__in=on_list)
    for house in found.distinct().order_by("name", "pk"):
        yield Unreached(house.name, OutOfReach.NO_FOCAL_POINT, house=house)
