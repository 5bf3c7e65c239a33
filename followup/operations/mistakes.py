"""Somebody says that what is held about them is wrong."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from followup.enums import Reason
from followup.queries import mistakes
from network.models import Person
from notifications.enums import Urgency
from notifications.models import Recipient
from notifications.operations import messages


class NobodyToTellError(DomainError):
    """Nobody who could correct it has an address."""


@transaction.atomic
def tell(person: Person, *, words: str, by: User, now: datetime) -> int:
    """Tell those who can correct it, in the words of ``person``; return how many those are.

    :raises NobodyToTellError: if nobody of them can be reached.
    """
    readers = mistakes.readers_of(person)
    if not readers:
        raise NobodyToTellError(_("We found nobody to tell. Please ask the ILO team yourself."))
    return messages.enqueue_all(
        [_message(person, each.recipient, words, by, now) for each in readers], now=now
    )


def _message(
    person: Person, recipient: Recipient, words: str, by: User, now: datetime
) -> messages.OutgoingMessage:
    return messages.OutgoingMessage(
        key=f"mistake:{person.pk}:{now.timestamp():.0f}:{recipient.pk}",
        kind=mistakes.KIND,
        recipient=recipient,
        about=person,
        reason=Reason.KEEPS_DIRECTORY,
        due_at=now,
        urgency=Urgency.CALM,
        author=by,
        note=words.strip(),
    )
