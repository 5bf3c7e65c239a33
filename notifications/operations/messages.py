"""Promises of the outbox: made once by key, called back while nothing has been sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from core.db import locked
from core.errors import DomainError
from notifications.enums import MessageState
from notifications.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Model

    from accounts.models import User
    from notifications.models import Recipient


class TooLateError(DomainError):
    """The message has gone, is going, or is of no use any more."""


@transaction.atomic
def enqueue(  # noqa: PLR0913 — a promise is made of these
    *,
    key: str,
    kind: str,
    recipient: Recipient,
    about: Model,
    reason: str,
    due_at: datetime,
    not_after: datetime | None = None,
) -> Message:
    """Promise a message; the same key again returns the promise that stands, whatever its state.

    The database decides by its unique key, so planners may run at any time, twice or at once.
    """
    message = Message(
        key=key,
        kind=kind,
        recipient=recipient,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        reason=reason,
        due_at=due_at,
        not_after=not_after,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.get(key=key)


def call_back(record: Model, *, kinds: Iterable[str] | None = None) -> int:
    """Cancel what has not been sent about ``record`` and return how many messages that were.

    What is with the mail server at this moment cannot be called back.
    """
    unsent = Message.objects.about(record).unsent()
    if kinds is not None:
        unsent = unsent.filter(kind__in=list(kinds))
    return unsent.update(state=MessageState.CANCELLED, claim=None, lease_until=None)


@transaction.atomic
def cancel(message: Message, *, by: User | None) -> Message:
    """Take back one message that has not been sent.

    :raises TooLateError: if it has left, or is leaving at this moment.
    """
    message = locked(message)
    if not message.can_be_cancelled:
        raise TooLateError(_("This message is not waiting any more, so it cannot be cancelled."))
    return _settle(message, MessageState.CANCELLED)


@transaction.atomic
def resend(message: Message, *, now: datetime, by: User | None) -> Message:
    """Send again what failed or was left in doubt; a refused address gets another chance.

    :raises TooLateError: if it did not fail, or is of no use any more.
    """
    message = locked(message)
    if not message.can_be_resent:
        raise TooLateError(_("Only a message that could not be sent can be sent again."))
    if message.not_after and message.not_after <= now:
        raise TooLateError(_("It is too late: this message is of no use any more."))
    recipient = locked(message.recipient)
    recipient.refused_at, recipient.refused_reason = None, ""
    recipient.save(update_fields=["refused_at", "refused_reason", "updated_at"])
    message.attempts, message.due_at = 0, now
    return _settle(message, MessageState.PENDING)


def _settle(message: Message, state: MessageState) -> Message:
    message.state, message.claim, message.lease_until = state, None, None
    message.save()
    return message
