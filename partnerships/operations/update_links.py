"""Links in update requests: a new one for one that is too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.enums import Urgency
from notifications.operations import messages
from partnerships.models import Action, Commitment
from partnerships.queries import reminders

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import ActionLink
    from notifications.models import Message


@transaction.atomic
def renew(link: ActionLink, *, now: datetime) -> Message | None:
    """Promise the link's holder a new link to their own address, once a day.

    Nothing is promised to somebody who is not asked any more, nor about what has no day.
    """
    today = timezone.localdate(now)
    promise = link.target
    if not isinstance(promise, Action | Commitment):
        return None
    known = reminders.requests_about(promise)
    asked = reminders.asked_about(promise, on=today)
    person = next((each for each in asked if each == link.holder), None)
    if person is None or not known:
        return None
    request = reminders.request_about(promise, today) or known[0]
    promised = messages.Promise(
        key=f"{request.key_for(person.recipient)}{reminders.AGAIN}{today}",
        kind=reminders.KIND,
        recipient=person.recipient,
        about=promise,
        reason=_("Asked for a new link"),
        due_at=now,
        urgency=Urgency.AT_ONCE,
    )
    return messages.enqueue(promised, now=now)
