"""Requests for an update on what is due; one a promise, stage and person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from notifications.operations import messages
from partnerships.models import Action
from partnerships.operations.isolation import made
from partnerships.queries import reminders as questions
from partnerships.queries import stages

if TYPE_CHECKING:
    from datetime import datetime

    from network.models import Person
    from partnerships.queries.promises import Promise
    from partnerships.queries.reminders import Request


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Promise a request to everybody who was not asked about what is due; return how many."""
    wanted = (
        (request.promise, partial(_promise, request, person, now))
        for request, person in questions.to_ask(now)
    )
    return messages.enqueue_all(made(wanted), now=now)


def ask_anew(promise: Promise) -> None:
    """Call back what waits about ``promise``: its day, its people or its state are others now.

    Whoever saves it then saves that questions asked from now on are new ones.
    """
    messages.cancel_pending(promise)
    promise.revision += 1


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


def _reason(request: Request, person: Person) -> str:
    promise = request.promise
    if isinstance(promise, Action) and promise.person_id == person.pk:
        return _("Is named for this action")
    if isinstance(promise, Action):
        return _("Answers for the side that acts")
    return _("Answers for the side that promised this")
