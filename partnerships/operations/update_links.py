"""Links in questions: a new one for one that is too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.enums import Urgency
from notifications.operations import messages
from partnerships.models import Action, Commitment, Pairing
from partnerships.queries import promises, reminders, silences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from accounts.models import ActionLink
    from network.models import Person
    from notifications.models import Message
    from partnerships.queries.promises import Promise


@transaction.atomic
def renew(link: ActionLink, *, now: datetime) -> Message | None:
    """Promise the link's holder a new link to their own address, once a day.

    Nothing is promised to somebody who is not asked any more, nor about what has no day.
    """
    today, target = timezone.localdate(now), link.target
    if isinstance(target, Pairing):
        person = _holder(link, silences.asked_about(target, on=today))
        key = silences.key_for(target, person.recipient, on=today) if person else ""
        kind = silences.KIND
    elif isinstance(target, Action | Commitment):
        person = _holder(link, promises.asked_about(target, on=today))
        key = _request_key(target, person, today) if person else ""
        kind = reminders.KIND
    else:
        return None
    if person is None or not key:
        return None
    promised = messages.Promise(
        key=f"{key}{reminders.AGAIN}{today}",
        kind=kind,
        recipient=person.recipient,
        about=target,
        reason=_("Asked for a new link"),
        due_at=now,
        urgency=Urgency.AT_ONCE,
    )
    return messages.enqueue(promised, now=now)


def _holder(link: ActionLink, asked: Iterable[Person]) -> Person | None:
    return next((each for each in asked if each == link.holder), None)


def _request_key(promise: Promise, person: Person, today: date) -> str:
    """Return the key of what is to be asked now, else of what comes first; empty without a day."""
    known = reminders.requests_about(promise)
    if not known:
        return ""
    request = reminders.request_about(promise, today) or known[0]
    return request.key_for(person.recipient)
