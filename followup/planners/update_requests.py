"""Requests for an update on what is due; one a promise, stage and person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import stages
from followup.queries import update_requests as questions
from notifications.operations import messages
from partnerships.models import Action

if TYPE_CHECKING:
    from datetime import datetime

    from followup.queries.update_requests import Request
    from network.models import Person


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Promise a request to everybody who was not asked about what is due; return how many."""
    wanted = (
        (request.promise, partial(_promise, request, person, now))
        for request, person in questions.to_ask(now)
    )
    return messages.enqueue_all(made(wanted), now=now)


def _promise(request: Request, person: Person, now: datetime) -> messages.OutgoingMessage | None:
    """Return the request; None if by the reader's clock the next one takes its place."""
    zone = person.recipient.time_zone
    begins, ends = request.window(zone)
    if stages.is_overtaken(begins=begins, next_begins=ends, zone=zone, now=now):
        return None
    return messages.OutgoingMessage(
        key=request.key_for(person.recipient),
        kind=questions.KIND,
        recipient=person.recipient,
        about=request.promise,
        reason=_reason(request, person),
        due_at=max(now, begins),
        not_after=ends,
        within=request.promise.pairing,
    )


def _reason(request: Request, person: Person) -> Reason:
    promise = request.promise
    if isinstance(promise, Action) and promise.person_id == person.pk:
        return Reason.NAMED
    if isinstance(promise, Action):
        return Reason.ACTING_SIDE
    return Reason.PROMISING_SIDE
