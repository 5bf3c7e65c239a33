"""Mails of which nobody knows whether they arrived: after a rest, resolved one by one.

Between the final dot and its answer nobody knows (RFC 1047). A mail server that can be asked knows
later; else the kind of the message says whether twice is worse than never.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from notifications import mails
from notifications.enums import MessageState, UnconfirmedPolicy
from notifications.mails import Kind
from notifications.models import Message
from notifications.operations import claims, lookup
from notifications.operations.render import message_id
from notifications.terms import NO_ERROR

MOST_AT_ONCE = 20
# Each may have arrived: more than these would be too many in one mailbox.
MOST_ATTEMPTS = 8


def resolve(*, now: datetime) -> int:
    """Resolve what has rested long enough; return how many messages are resolved.

    The rest keeps a slow mail server from answering "not taken" about a mail that it is taking. A
    mail of which it cannot tell rests again, so that it does not hold up the others.
    """
    rested = Message.objects.filter(
        state=MessageState.UNCONFIRMED,
        updated_at__lte=now - timedelta(seconds=settings.OUTBOX_GRACE),
    )
    found = [each for each in _to_resolve(rested)[:MOST_AT_ONCE] if _resolve(each, now=now)]
    return len(found)


def policy_of(kind: Kind) -> UnconfirmedPolicy:
    """Return what is done about such a mail: as the installation says, else as the kind says."""
    if settings.OUTBOX_UNCONFIRMED:
        return UnconfirmedPolicy(settings.OUTBOX_UNCONFIRMED)
    return UnconfirmedPolicy.RECONCILE if lookup.can_be_asked() else kind.if_unconfirmed


def _to_resolve(rested: QuerySet[Message]) -> QuerySet[Message]:
    """Leave out what a person must decide, and the kinds that this version does not know."""
    kinds = [kind.key for kind in mails.kinds() if policy_of(kind) != UnconfirmedPolicy.HOLD]
    return rested.filter(kind__in=kinds).order_by("updated_at", "pk")


def _resolve(message: Message, *, now: datetime) -> bool:
    kind = mails.kind_of(message.kind)
    if kind is None or policy_of(kind) == UnconfirmedPolicy.RESEND:
        return _again(message, now=now)
    taken = lookup.has_taken(message_id(message))
    if taken is None:
        _still(message).update(updated_at=now)
        return False
    return _arrived(message, now=now) if taken else _again(message, now=now)


@transaction.atomic
def _arrived(message: Message, *, now: datetime) -> bool:
    """Record that the mail server has it, and what went with it."""
    return claims.end(
        _still(message),
        message,
        now=now,
        state=MessageState.SENT,
        sent_at=message.unconfirmed_at or message.updated_at,
        to_address=message.to_address,
        **NO_ERROR,
    )


@transaction.atomic
def _again(message: Message, *, now: datetime) -> bool:
    """Let it wait again, with the same Message-ID; after the last attempt it failed."""
    if message.attempts < MOST_ATTEMPTS:
        resolved = _still(message).update(state=MessageState.PENDING, due_at=now, updated_at=now)
        if resolved:
            Message.objects.items_of(message).update(unconfirmed_at=message.unconfirmed_at)
        return bool(resolved)
    noted = {"last_error": message.last_error, "error_facts": message.error_facts}
    return claims.end(_still(message), message, now=now, state=MessageState.FAILED, **noted)


def _still(message: Message) -> QuerySet[Message]:
    """Another tick, or a person, may have resolved it in the meantime."""
    return Message.objects.filter(
        pk=message.pk, state=MessageState.UNCONFIRMED, updated_at=message.updated_at
    )
