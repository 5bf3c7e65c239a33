"""Somebody is blocked and needs help: the coordinators and the project staff are told at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import calls, outbox
from followup.queries.calls import KIND
from followup.queries.responsible_people import sphere_of
from followup.queries.update_requests import DAY
from followup.terms import Plan
from network.models import Person
from notifications.enums import Urgency
from notifications.models import Message
from notifications.operations import messages
from partnerships.models import ProgressUpdate


@dataclass(frozen=True)
class Case:
    """A call for help, whether it stands, and who is told of it."""

    update: ProgressUpdate
    stands: bool
    readers: list[Person]
    messages: list[Message]


@dataclass(frozen=True)
class Calls:
    """The planner of the updates that say "blocked"."""

    model: type[ProgressUpdate] = ProgressUpdate
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return the calls that stand and are fresh."""
        return ProgressUpdate.objects.needing_help().filter(
            submitted_at__date__gte=today - calls.FRESH
        )

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:  # noqa: ARG002
        """Fetch the updates, which of them still call for help, and who can help."""
        rows = ProgressUpdate.objects.filter(pk__in=keys).select_related("pairing").order_by("pk")
        updates = {each.pk: each for each in rows.prefetch_related(_SIDES)}
        standing = set(rows.needing_help().order_by().values_list("pk", flat=True))
        pairings = {pk: each.pairing for pk, each in updates.items()}
        spheres = {pk: sphere_of(each.parties.all(), each) for pk, each in pairings.items()}
        whom = calls.readers_of_each({pk: (each, spheres[pk]) for pk, each in updates.items()})
        found = outbox.messages_about(ProgressUpdate, keys, kinds=[KIND])
        return {pk: Case(each, pk in standing, whom[pk], found[pk]) for pk, each in updates.items()}

    def outdated(self, case: Case) -> list[Message]:
        """Return what waits about a call that was resolved or corrected."""
        return [] if case.stands else outbox.unsent(case.messages, KIND)

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Tell who can help; as long as it stands, whoever joins them is told as well."""
        if not case.stands or not calls.is_fresh(case.update, now):
            return Plan(is_over=True)
        found = made(case.update, (partial(_call, case.update, each, now) for each in case.readers))
        known = {each.key for each in case.messages}
        readers = {person.recipient_id for person in case.readers}
        waiting = outbox.waiting(case.messages, KIND)
        return Plan(
            wanted=[each for each in found.messages if each.key not in known],
            stale=[each for each in waiting if each.recipient_id not in readers],
            next_check_at=min([now + DAY, *found.again_at(now)]),
        )


CALLS = Calls()
_SIDES = "pairing__parties__organization"


def _call(update: ProgressUpdate, person: Person, now: datetime) -> messages.OutgoingMessage:
    return messages.OutgoingMessage(
        key=calls.key_for(update, person.recipient),
        kind=KIND,
        recipient=person.recipient,
        about=update,
        reason=Reason.CAN_HELP,
        due_at=now,
        not_after=update.submitted_at + calls.FRESH,
        urgency=Urgency.AT_ONCE,
        within=update.pairing,
    )
