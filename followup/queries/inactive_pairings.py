"""Which pairings were not heard of for too long, and who is asked how it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef

from followup.queries import responsible_people
from notifications.models import Message
from partnerships.enums import RESTING_PHASES
from partnerships.models import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from followup.queries.responsible_people import Joined
    from network.models import Person
    from notifications.models import Recipient

KIND = "partnerships.silent_pairing"
AT_LEAST_BETWEEN = timedelta(days=30)


def to_ask(now: datetime) -> Iterator[tuple[Pairing, Person]]:
    """Yield the silent pairings, with everybody who was not asked about them in the last month."""
    told = Message.objects.filter(
        kind=KIND,
        about_type=ContentType.objects.get_for_model(Pairing),
        about_id=OuterRef("pk"),
        recipient=OuterRef("recipient"),
        due_at__gt=now - AT_LEAST_BETWEEN,
    )
    found = responsible_people.pairs(_asked(silent(now.date()), on=now.date()), told=told)
    pairings = Pairing.objects.in_bulk({pairing for pairing, _ in found})
    people = responsible_people.people(found)
    for pairing, person in found:
        yield pairings[pairing], people[person]


def silent(today: date) -> QuerySet[Pairing]:
    """Return what is worked on and was not heard of for longer than its rhythm.

    Of a pairing without any day nobody knows how long it has been silent: unknown is not zero.
    """
    return Pairing.objects.exclude(phase__in=RESTING_PHASES).silent(today)


def asked_about(pairing: Pairing, *, on: date) -> list[Person]:
    """Return who answers for the sides of the pairing and can be asked."""
    this = Pairing.objects.filter(pk=pairing.pk).exclude(phase__in=RESTING_PHASES)
    found = responsible_people.people(responsible_people.pairs(_asked(this, on=on)))
    return [found[pk] for pk in sorted(found)]


def key_for(pairing: Pairing, recipient: Recipient, *, on: date) -> str:
    """Return the identity of a month's question to one person; ``on`` is a day by their clock."""
    return f"silence:{pairing.pk}:{on:%Y-%m}:{recipient.pk}"


def _asked(pairings: QuerySet[Pairing], *, on: date) -> list[Joined]:
    return responsible_people.by_side(pairings, side="parties__organization", within="", on=on)
