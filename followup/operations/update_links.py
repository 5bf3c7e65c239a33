"""Links in questions: an answer through one, a new one for one that is too old."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ActionLink
from core.db import locked
from core.errors import DomainError
from followup.enums import Reason
from followup.queries import due_items, inactive_pairings, update_requests
from followup.queries.due_items import DueItem
from network.models import Person
from notifications.enums import Urgency
from notifications.models import Message
from notifications.operations import messages
from partnerships.models import Action, Commitment, Pairing, ProgressUpdate
from partnerships.operations import updates
from partnerships.queries import updates as update_queries
from partnerships.queries.updates import Target
from partnerships.terms.updates import NewUpdate


class DroppedError(DomainError):
    """What was asked about was dropped."""


@transaction.atomic
def answer(target: Target, new: NewUpdate, *, person: Person, now: datetime) -> ProgressUpdate:
    """Take what ``person`` answered by a link; a mail outlives its question.

    :raises DroppedError: if ``target`` was dropped before the answer came.
    """
    locked(update_queries.pairing_of(target))
    if update_queries.dropped_on(locked(target)):
        raise DroppedError(_("This was dropped, so we did not save your answer."))
    about = update_queries.subject(target)
    terms = replace(new.terms, action=about["action"], commitment=about["commitment"])
    return updates.submit(about["pairing"], replace(new, terms=terms), author=person, now=now)


@transaction.atomic
def renew(link: ActionLink, *, now: datetime) -> Message | None:
    """Plan a mail to the link's holder with a new link to their own address, once a day.

    Nothing is planned for somebody who is not asked any more, nor about what has no day or was
    dropped.
    """
    today, target = timezone.localdate(now), link.target
    if isinstance(target, Pairing):
        person = _holder(link, inactive_pairings.asked_about(target, on=today))
        key = inactive_pairings.key_for(target, person.recipient, on=today) if person else ""
        kind = inactive_pairings.KIND
    elif isinstance(target, Action | Commitment):
        is_asked = update_queries.dropped_on(target) is None
        person = _holder(link, due_items.asked_about(target, on=today)) if is_asked else None
        key = _request_key(target, person, today) if person else ""
        kind = update_requests.KIND
    else:
        return None
    if person is None or not key:
        return None
    message = messages.OutgoingMessage(
        key=f"{key}{update_requests.AGAIN}{today}",
        kind=kind,
        recipient=person.recipient,
        about=target,
        reason=Reason.NEW_LINK,
        due_at=now,
        urgency=Urgency.AT_ONCE,
        within=None if isinstance(target, Pairing) else target.pairing,
    )
    return messages.enqueue(message, now=now)


def _holder(link: ActionLink, asked: Iterable[Person]) -> Person | None:
    return next((each for each in asked if each == link.holder), None)


def _request_key(item: DueItem, person: Person, today: date) -> str:
    """Return the key of what is to be asked now, else of what comes first; empty without a day."""
    known = update_requests.requests_about(item)
    if not known:
        return ""
    request = update_requests.request_about(item, today) or known[0]
    return request.key_for(person.recipient)
