"""What stays undone for three weeks is told to the ILO's staff; once a promise and day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import escalations as questions
from followup.queries.due_items import day_of
from notifications.operations import messages
from notifications.queries import quiet_hours

if TYPE_CHECKING:
    from datetime import datetime

    from followup.queries.due_items import Promise
    from network.models import Person


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Promise the staff responsible what is late and was not told yet; return how many.

    What was promised ahead waits when somebody new is asked meanwhile, until they had their week.
    """
    for promise in questions.to_put_off(now):
        messages.discard_pending(promise, kinds=[questions.KIND], besides=[])
    wanted = (
        (promise, partial(_promise, promise, person, now))
        for promise, person in questions.to_tell(now)
    )
    return messages.enqueue_all(made(wanted), now=now)


def _promise(promise: Promise, person: Person, now: datetime) -> messages.OutgoingMessage:
    recipient, due_on = person.recipient, day_of(promise) or now.date()
    morning = quiet_hours.at(due_on + questions.AFTER, quiet_hours.MORNING, recipient.time_zone)
    return messages.OutgoingMessage(
        key=questions.key_for(promise, recipient),
        kind=questions.KIND,
        recipient=recipient,
        about=promise,
        reason=Reason.FOLLOWS_UP_LATE,
        due_at=max(now, morning),
        within=promise.pairing,
    )
