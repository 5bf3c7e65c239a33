"""A pairing that was silent for too long is asked once a month how it goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import inactive_pairings as questions
from notifications.operations import messages
from notifications.queries import quiet_hours

if TYPE_CHECKING:
    from datetime import datetime

    from network.models import Person
    from partnerships.models import Pairing


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Promise a question to each who answers for a silent pairing; return how many."""
    wanted = (
        (pairing, partial(_promise, pairing, person, now))
        for pairing, person in questions.to_ask(now)
    )
    return messages.enqueue_all(made(wanted), now=now)


def _promise(pairing: Pairing, person: Person, now: datetime) -> messages.OutgoingMessage:
    recipient = person.recipient
    morning = quiet_hours.at(now.date(), quiet_hours.MORNING, recipient.time_zone)
    due_at = max(now, morning)
    return messages.OutgoingMessage(
        key=questions.key_for(
            pairing, recipient, on=quiet_hours.day_of(due_at, recipient.time_zone)
        ),
        kind=questions.KIND,
        recipient=recipient,
        about=pairing,
        reason=Reason.SIDE_WITHOUT_NEWS,
        due_at=due_at,
        not_after=due_at + questions.AT_LEAST_BETWEEN,
    )
