"""What happens to a message between its promise and its end.

``claimed`` means mine, nothing has begun: a lost lease is no risk. ``sending`` is committed just
before the mail server is spoken to: only such a message can be in doubt, one a sender at most.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from notifications.enums import MessageState
from notifications.models import Message, Recipient

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from notifications.letters import Letter

BATCH = 50
# Longer than any talk with the mail server may take: see the limits of notifications.send_batch.
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
_SECRET = "\N{HORIZONTAL ELLIPSIS}"  # noqa: S105 — what the outbox shows in its place


@transaction.atomic
def reap(*, now: datetime) -> int:
    """Settle what senders left behind and what came too late; return how many are due now."""
    Message.objects.unsent().filter(not_after__lte=now).update(
        state=MessageState.EXPIRED, **_let_go(now)
    )
    lost = Message.objects.filter(lease_until__lte=now)
    lost.filter(state=MessageState.CLAIMED).update(state=MessageState.PENDING, **_let_go(now))
    lost.filter(state=MessageState.SENDING).update(
        state=MessageState.UNCERTAIN,
        last_error=_("The sender ended while it spoke to the mail server."),
        **_let_go(now),
    )
    return Message.objects.due(now).count()


@transaction.atomic
def claim(*, token: UUID, now: datetime) -> list[int]:
    """Take the next due messages for the sender with ``token``; others pass over them."""
    due = Message.objects.due(now).order_by("due_at", "pk")
    mine = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
    Message.objects.filter(pk__in=mine).update(
        state=MessageState.CLAIMED, claim=token, lease_until=now + LEASE, updated_at=now
    )
    return mine


@transaction.atomic
def release(*, token: UUID, now: datetime, error: str = "") -> int:
    """Give back what was claimed and not begun; ``error`` says what kept the sender from it."""
    mine = Message.objects.filter(state=MessageState.CLAIMED, claim=token)
    noted = {"last_error": error} if error else {}
    return mine.update(state=MessageState.PENDING, **noted, **_let_go(now))


@transaction.atomic
def begin(pk: int, *, token: UUID, now: datetime) -> Message | None:
    """Pass the last gate: return the message, in doubt from now on, with its current address.

    None if it was called back, has expired, cannot be delivered or belongs to somebody else: a
    cancellation that is committed before this wins, always.
    """
    held = Message.objects.filter(
        pk=pk, state=MessageState.CLAIMED, claim=token, lease_until__gt=now
    )
    message = held.select_for_update(of=("self",)).select_related("recipient").first()
    if message is None:
        return None
    if message.not_after and now >= message.not_after:
        held.update(state=MessageState.EXPIRED, **_let_go(now))
        return None
    if not message.recipient.is_reachable:
        error = _why_unreachable(message.recipient)
        held.update(state=MessageState.FAILED, last_error=error, **_let_go(now))
        return None
    message.state = MessageState.SENDING
    message.attempts += 1
    message.to_address = message.recipient.email
    message.save(update_fields=["state", "attempts", "to_address", "updated_at"])
    return message


def sent(message: Message, letter: Letter, *, now: datetime) -> bool:
    """Record that the mail server took the letter, and what it said."""
    return _finish(
        message,
        state=MessageState.SENT,
        sent_at=now,
        subject=letter.subject[:300],
        body=_without_secrets(letter),
        last_error="",
        **_let_go(now),
    )


def put_off(message: Message, *, error: str, now: datetime) -> bool:
    """Record that the mail server did not take it this time; after the last attempt it failed."""
    if message.attempts >= MOST_ATTEMPTS:
        return fail(message, error=error, now=now)
    due_at = now + pause_after(message)
    return _finish(
        message, state=MessageState.PENDING, due_at=due_at, last_error=error, **_let_go(now)
    )


@transaction.atomic
def fail(message: Message, *, error: str, now: datetime, address_refused: bool = False) -> bool:
    """Record that it will not be sent; a refused address is not tried again until it changes."""
    if address_refused:
        same = Recipient.objects.filter(pk=message.recipient_id, email=message.to_address)
        same.update(refused_at=now, refused_reason=error)
    return _finish(message, state=MessageState.FAILED, last_error=error, **_let_go(now))


def withdraw(message: Message, *, now: datetime) -> bool:
    """Record that there was nothing left to say."""
    return _finish(message, state=MessageState.CANCELLED, **_let_go(now))


def doubt(message: Message, *, error: str, now: datetime) -> bool:
    """Record that the mail server took the text and never answered."""
    return _finish(message, state=MessageState.UNCERTAIN, last_error=error, **_let_go(now))


def pause_after(message: Message) -> timedelta:
    """Return how long to wait before the next attempt, spread by a fifth to either side."""
    pause = PAUSES[min(message.attempts, len(PAUSES)) - 1]
    return pause * (0.8 + message.pk * 7 % 41 / 100)


def _finish(message: Message, **outcome: Any) -> bool:
    """Write the outcome down if the message is still ours; say whether it was."""
    return bool(_ours(message).update(**outcome))


def _ours(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claim=message.claim)


def _let_go(now: datetime) -> dict[str, Any]:
    return {"claim": None, "lease_until": None, "updated_at": now}


def _why_unreachable(recipient: Recipient) -> str:
    if not recipient.email:
        return _("No e-mail address is known for %(name)s.") % {"name": recipient.name}
    return _("The address was refused before: %(reason)s") % {"reason": recipient.refused_reason}


def _without_secrets(letter: Letter) -> str:
    """Return the text without what opens something: who reads the outbox is not its reader."""
    body = letter.body
    for secret in letter.secrets:
        body = body.replace(secret, _SECRET)
    return body
