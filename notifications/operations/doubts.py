"""Mails of which nobody knows whether they arrived: after a rest, settled one by one.

Between the final dot and its answer nobody knows (RFC 1047). A mail server that can be asked knows
later; else the kind of the message says whether twice is worse than never.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from notifications import letters
from notifications.enums import InDoubt, MessageState
from notifications.models import Message
from notifications.operations import delivery, relay
from notifications.operations.envelopes import message_id

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

MOST_AT_ONCE = 100
# After so many questions without an answer the mail server is left alone until the next tick.
PATIENCE = 3


def settle(*, now: datetime) -> int:
    """Settle the doubts that have rested long enough; return how many are settled.

    The rest keeps a slow mail server from answering "not taken" about a mail that it is taking.
    """
    rested = Message.objects.filter(
        state=MessageState.UNCERTAIN,
        updated_at__lte=now - timedelta(seconds=settings.OUTBOX_GRACE),
    )
    settled, unanswered = 0, 0
    for message in rested.order_by("updated_at", "pk")[:MOST_AT_ONCE]:
        is_settled = _settle(message, now=now)
        settled += bool(is_settled)
        unanswered += is_settled is None
        if unanswered == PATIENCE:
            break
    return settled


def policy_of(message: Message) -> InDoubt:
    """Return what is done about a doubt: as the installation says, else as the kind says."""
    if settings.OUTBOX_IN_DOUBT:
        return InDoubt(settings.OUTBOX_IN_DOUBT)
    kind = letters.kind_of(message.kind)
    if relay.can_be_asked():
        return InDoubt.RECONCILE
    return kind.in_doubt if kind else InDoubt.HOLD


def _settle(message: Message, *, now: datetime) -> bool | None:
    """Say whether the doubt is settled; None if the mail server was asked and could not tell."""
    policy = policy_of(message)
    if policy == InDoubt.HOLD:
        return False
    if policy == InDoubt.RESEND:
        return _again(message, now=now)
    taken = relay.has_taken(message_id(message))
    if taken is None:
        return None
    return _arrived(message, now=now) if taken else _again(message, now=now)


@transaction.atomic
def _arrived(message: Message, *, now: datetime) -> bool:
    """Record that the mail server has it, and what went with it."""
    settled = _still(message).update(
        state=MessageState.SENT, sent_at=message.updated_at, last_error="", updated_at=now
    )
    if settled:
        carried = Message.objects.filter(carried_by=message.pk, state=MessageState.BUNDLED)
        carried.update(
            state=MessageState.SENT,
            sent_at=message.updated_at,
            to_address=message.to_address,
            updated_at=now,
        )
    return bool(settled)


@transaction.atomic
def _again(message: Message, *, now: datetime) -> bool:
    """Let it wait again, with the same Message-ID; after the last attempt it failed."""
    if message.attempts < delivery.MOST_ATTEMPTS:
        waits = {"state": MessageState.PENDING, "due_at": now}
        return bool(_still(message).update(**waits, updated_at=now))
    settled = _still(message).update(state=MessageState.FAILED, updated_at=now)
    if settled:
        carried = Message.objects.filter(carried_by=message.pk, state=MessageState.BUNDLED)
        carried.update(state=MessageState.FAILED, last_error=message.last_error, updated_at=now)
    return bool(settled)


def _still(message: Message) -> QuerySet[Message]:
    """Another tick, or a person, may have settled it in the meantime."""
    return Message.objects.filter(
        pk=message.pk, state=MessageState.UNCERTAIN, updated_at=message.updated_at
    )
