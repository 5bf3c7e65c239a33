"""Requests for an update on what is due; one a promise and stage."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from notifications.operations import messages
from partnerships.models import Action
from partnerships.queries import reminders as questions

if TYPE_CHECKING:
    from network.models import Person
    from notifications.models import Recipient
    from partnerships.queries.reminders import Request

MORNING = time(8)


def plan(*, now: datetime) -> int:
    """Promise a request for everything that is due and was not asked about; return how many."""
    return sum(_ask(request, now=now) for request in questions.to_ask(now.date()))


@transaction.atomic
def _ask(request: Request, *, now: datetime) -> int:
    people = questions.asked_about(request.promise, on=now.date())
    promised = [
        messages.Promise(
            key=request.key_for(person.recipient),
            kind=questions.KIND,
            recipient=person.recipient,
            about=request.promise,
            reason=_reason(request, person),
            due_at=max(now, _morning(request.starts_on, person.recipient)),
            not_after=_morning(request.ends_on, person.recipient) if request.ends_on else None,
        )
        for person in people
    ]
    return messages.enqueue_all(promised, now=now)


def _morning(day: date, recipient: Recipient) -> datetime:
    """Return eight o'clock by the reader's clock."""
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(recipient.time_zone)).astimezone(UTC)


def _reason(request: Request, person: Person) -> str:
    promise = request.promise
    if isinstance(promise, Action) and promise.person_id == person.pk:
        return _("Is named for this action")
    if isinstance(promise, Action):
        return _("Answers for the side that acts")
    return _("Answers for the side that promised this")
