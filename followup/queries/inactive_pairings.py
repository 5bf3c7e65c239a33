"""Which pairings were not heard of for too long, and who is asked how it goes."""

from __future__ import annotations

from datetime import date, timedelta

from followup.queries.responsible_people import ResponsiblePeople
from network.models import Person
from notifications.models import Recipient
from partnerships.enums import RESTING_PHASES
from partnerships.models import Pairing

# As it is stored since the first of them.
KIND = "partnerships.silent_pairing"
AT_LEAST_BETWEEN = timedelta(days=30)


def is_inactive(pairing: Pairing, today: date) -> bool:
    """Say whether it is worked on and was not heard of for longer than its rhythm.

    Of a pairing without any day nobody knows how long it has been inactive: unknown is not zero.
    """
    day = inactive_from(pairing)
    return day is not None and day <= today and pairing.phase not in RESTING_PHASES


def inactive_from(pairing: Pairing) -> date | None:
    """Return from which day a pairing ``with_status`` is inactive, if nobody writes about it."""
    heard = pairing.last_contact_on or pairing.started_on
    return heard + timedelta(days=pairing.rhythm_days + 1) if heard else None


def asked_about(pairing: Pairing, *, on: date) -> list[Person]:
    """Return who answers for the sides of the pairing and can be asked."""
    if pairing.phase in RESTING_PHASES:
        return []
    people = ResponsiblePeople(pairings={pairing.pk}, on=on)
    return people.of_sides(pairing.pk, sides_of(pairing, people))


def sides_of(pairing: Pairing, people: ResponsiblePeople) -> list[int]:
    """Return the organizations that are paired."""
    return [each.organization_id for each in people.parties_of(pairing.pk)]


def key_for(pairing: Pairing, recipient: Recipient, *, on: date) -> str:
    """Return the identity of a month's question to one person; ``on`` is a day by their clock."""
    return f"silence:{pairing.pk}:{on:%Y-%m}:{recipient.pk}"
