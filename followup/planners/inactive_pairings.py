"""A pairing that was inactive for too long is asked once a month how it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import inactive_pairings, outbox
from followup.queries.inactive_pairings import AT_LEAST_BETWEEN, KIND
from followup.queries.responsible_people import ResponsiblePeople
from followup.queries.update_requests import AGAIN, DAY, midnight
from followup.terms import OVER, Plan
from network.models import Person
from notifications.models import Message
from notifications.operations import messages
from notifications.queries import quiet_hours
from partnerships.enums import RESTING_PHASES
from partnerships.models import Pairing


@dataclass(frozen=True)
class Case:
    """A pairing and all that decides who is asked about it."""

    pairing: Pairing
    is_inactive: bool
    asked: list[Person]
    # The next day on which somebody else may be asked.
    others_on: date | None
    messages: list[Message]


@dataclass(frozen=True)
class InactivePairings:
    """The planner of pairings."""

    model: type[Pairing] = Pairing
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:  # noqa: ARG002
        """Return the pairings that are worked on."""
        return Pairing.objects.open()

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:
        """Fetch the pairings, which of them are inactive, and who answers for their sides."""
        today = now.date()
        pairings = list(Pairing.objects.with_status(today).filter(pk__in=keys).order_by("pk"))
        people = ResponsiblePeople(pairings=keys, on=today)
        found = outbox.messages_about(Pairing, keys, kinds=[KIND])
        return {each.pk: _case(each, people, found[each.pk]) for each in pairings}

    def outdated(self, case: Case) -> list[Message]:
        """Return what waits about a pairing that was heard of, or that rests."""
        return [] if case.is_inactive else outbox.unsent(case.messages, KIND)

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Ask those who were not asked within a month."""
        if not case.is_inactive:
            return _until_inactive(case.pairing, now)
        found = made(case.pairing, _questions(case, now))
        moments = (*_moments(case, now), *found.again_at(now))
        known = {each.key for each in case.messages}
        readers = {person.recipient_id for person in case.asked}
        waiting = (each for each in outbox.waiting(case.messages, KIND) if AGAIN not in each.key)
        return Plan(
            wanted=[each for each in found.messages if each.key not in known],
            stale=[each for each in waiting if each.recipient_id not in readers],
            next_check_at=min((each for each in moments if each > now), default=None),
        )


PAIRINGS = InactivePairings()


def _case(pairing: Pairing, people: ResponsiblePeople, found: list[Message]) -> Case:
    sides = inactive_pairings.sides_of(pairing, people)
    return Case(
        pairing,
        is_inactive=inactive_pairings.is_inactive(pairing, people.on),
        asked=people.of_sides(pairing.pk, sides),
        others_on=people.changes_on(pairing.pk, sides),
        messages=found,
    )


def _until_inactive(pairing: Pairing, now: datetime) -> Plan:
    """Come back on the day on which it becomes inactive; never while that is not known."""
    day = inactive_pairings.inactive_from(pairing)
    if day is None or pairing.phase in RESTING_PHASES:
        return OVER
    return Plan(next_check_at=max(midnight(day), midnight(now.date() + DAY)))


def _questions(case: Case, now: datetime) -> Iterator[partial[messages.OutgoingMessage]]:
    for person in case.asked:
        asked_at = _asked_at(case, person)
        if asked_at is None or asked_at + AT_LEAST_BETWEEN <= now:
            yield partial(_question, case.pairing, person, now)


def _asked_at(case: Case, person: Person) -> datetime | None:
    """Return when somebody was asked last, or will be."""
    found = (each.due_at for each in case.messages if each.recipient_id == person.recipient_id)
    return max(found, default=None)


def _question(pairing: Pairing, person: Person, now: datetime) -> messages.OutgoingMessage:
    recipient = person.recipient
    morning = quiet_hours.at(now.date(), quiet_hours.MORNING, recipient.time_zone)
    due_at = max(now, morning)
    return messages.OutgoingMessage(
        key=inactive_pairings.key_for(
            pairing, recipient, on=quiet_hours.day_of(due_at, recipient.time_zone)
        ),
        kind=KIND,
        recipient=recipient,
        about=pairing,
        reason=Reason.SIDE_WITHOUT_NEWS,
        due_at=due_at,
        not_after=due_at + AT_LEAST_BETWEEN,
    )


def _moments(case: Case, now: datetime) -> Iterator[datetime]:
    """Yield when somebody may be asked again, or another one for the first time.

    Whoever is asked now is looked at tomorrow again: a month may have a day more than thirty.
    """
    if case.others_on:
        yield midnight(case.others_on)
    for person in case.asked:
        asked_at = _asked_at(case, person)
        again_at = asked_at + AT_LEAST_BETWEEN if asked_at else now
        yield max(again_at, now + DAY)
