"""What happens to a message between its first claim and its end.

``claimed`` means mine, nothing has begun: a lost lease is no risk. ``sending`` is committed just
before the mail server is spoken to: only such a message can end unconfirmed, one a sender at most.

``now`` is the moment by the database's clock; None lets the statement itself read that clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from notifications import mails
from notifications.enums import HELD, ON_ITS_WAY, ErrorCode, MessageState
from notifications.models import Message, Recipient
from notifications.queries.quiet_hours import when_to_send
from notifications.terms import DeliveryError

BATCH = 50
# RFC 5321 4.5.4.1: who is told "later" asks again for four or five days.
PATIENCE = timedelta(days=5)
# In units of OUTBOX_FIRST_PAUSE: 30 s, 2 min, 10 min, 30 min, 2 h, 6 h.
PAUSES = (1, 4, 20, 60, 240, 720)

_NOW = "COALESCE(%(now)s::timestamptz, clock_timestamp())"
# One statement, one commit: what was handed over is written down and the next is begun. It may run
# twice, because a commit whose answer was lost looks like one that failed.
_BEGIN = f"""
WITH handed AS (
    UPDATE notifications_message
    SET state = 'sent', sent_at = {_NOW}, subject = %(subject)s, body = %(body)s,
        remarks = %(remarks)s::varchar[], last_error = '', error_facts = '{{}}', claim = NULL,
        lease_until = NULL, updated_at = {_NOW}
    WHERE id = %(done)s AND state = 'sending' AND claim = %(token)s
    RETURNING id, to_address
), items AS (
    UPDATE notifications_message AS item
    SET state = 'sent', sent_at = {_NOW}, to_address = handed.to_address, last_error = '',
        error_facts = '{{}}', updated_at = {_NOW}
    FROM handed WHERE item.digest_id = handed.id AND item.state = 'in_digest'
)
UPDATE notifications_message AS message
SET state = 'sending', attempts = attempts + 1, to_address = recipient.email,
    tried_since = COALESCE(tried_since, {_NOW}),
    lease_until = {_NOW} + %(lease)s, updated_at = {_NOW}
FROM notifications_recipient AS recipient
WHERE message.id = %(next)s AND recipient.id = message.recipient_id
  AND message.claim = %(token)s AND message.state IN ('claimed', 'sending')
  AND message.lease_until > {_NOW}
  AND (message.not_after IS NULL OR message.not_after > {_NOW})
  AND recipient.email <> '' AND recipient.refused_at IS NULL
RETURNING message.attempts, message.tried_since, message.to_address
"""  # noqa: S608 - no value is written into the text


def lease() -> timedelta:
    """How long a sender may be silent before others take over what it held."""
    return timedelta(seconds=settings.OUTBOX_LEASE)


@transaction.atomic
def expire(*, now: datetime) -> int:
    """End what came too late and resolve what senders left behind; return how many are due now."""
    perished = Message.objects.unsent().filter(not_after__lte=now)
    perished = perished.exclude(digest__state__in=ON_ITS_WAY)
    perished.update(state=MessageState.EXPIRED, **_released(now))
    lost = Message.objects.filter(lease_until__lte=now)
    lost.filter(state=MessageState.CLAIMED).update(state=MessageState.PENDING, **_released(now))
    lost.filter(state=MessageState.SENDING).update(
        state=MessageState.UNCONFIRMED,
        unconfirmed_at=now,
        **DeliveryError(ErrorCode.SENDER_ENDED).columns(),
        **_released(now),
    )
    return Message.objects.due(now).count()


def senders_at_work() -> int:
    """Return how many senders hold messages now."""
    held = Message.objects.filter(state__in=HELD)
    return held.order_by().values("claim").distinct().count()


@transaction.atomic
def claim(*, token: UUID, now: datetime) -> list[Message]:
    """Take the next due messages for the sender with ``token``; others pass over them.

    What its reader wants in a digest or not at all is left for ``digests.collect``; what has
    slipped into its reader's quiet hours is put back until the morning, if it still helps then.
    """
    due = Message.objects.due(now).alone(mails.daily()).select_related("recipient")
    found = due.order_by("due_at", "pk").select_for_update(of=("self",), skip_locked=True)[:BATCH]
    moments = {message: _moment_for(message, now) for message in found}
    mine = [message for message, moment in moments.items() if moment <= now]
    _put_back({message: moment for message, moment in moments.items() if moment > now}, now=now)
    Message.objects.filter(pk__in=[message.pk for message in mine]).update(
        state=MessageState.CLAIMED, claim=token, lease_until=now + lease(), updated_at=now
    )
    return mine


def _put_back(moments: Mapping[Message, datetime], *, now: datetime) -> None:
    for message, moment in moments.items():
        message.due_at, message.updated_at = moment, now
    Message.objects.bulk_update(moments, ["due_at", "updated_at"])


@transaction.atomic
def release(*, token: UUID, now: datetime, error: DeliveryError | None = None) -> int:
    """Give back what was claimed and not begun; ``error`` says what kept the sender from it."""
    mine = Message.objects.filter(state=MessageState.CLAIMED, claim=token)
    noted = error.columns() if error else {}
    return mine.update(state=MessageState.PENDING, **noted, **_released(now))


def begin(
    done: Message | None, next_one: Message | None, *, token: UUID, now: datetime | None
) -> bool:
    """Record that ``done`` was handed over and pass ``next_one`` through the last gate.

    The gate lets a message through, with the address of this moment, unless it was cancelled, has
    expired, cannot be delivered or belongs to somebody else: a cancellation that is committed
    before wins, always. If the sender dies from here on, it stays unconfirmed. Returns whether
    ``next_one`` passed.
    """
    values: dict[str, Any] = {
        "now": now,
        "token": token,
        "lease": lease(),
        "done": done.pk if done else None,
        "subject": done.subject[:300] if done else "",
        "body": done.body if done else "",
        "remarks": done.remarks if done else [],
        "next": next_one.pk if next_one else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, values)
        begun = cursor.fetchone()
    if next_one is None or begun is None:
        return False
    next_one.state, next_one.claim = MessageState.SENDING, token
    next_one.attempts, next_one.tried_since, next_one.to_address = begun
    return True


@transaction.atomic
def reject(message: Message, *, token: UUID, now: datetime) -> None:
    """Record why the last gate did not let a message through that is still ours."""
    held = Message.objects.filter(pk=message.pk, state=MessageState.CLAIMED, claim=token)
    if message.not_after and now >= message.not_after:
        held.update(state=MessageState.EXPIRED, **_released(now))
        return
    recipient = Recipient.objects.get(pk=message.recipient_id)
    if not recipient.is_reachable:
        error = _why_unreachable(recipient)
        end(held, message, now=now, state=MessageState.FAILED, **error.columns())


def retry_later(
    message: Message, *, error: DeliveryError, now: datetime, is_judged: bool = True
) -> bool:
    """Record that the mail server did not take it this time; after days of trying it failed.

    An attempt that the server did not judge is not counted.
    """
    tried_for = now - (message.tried_since or now)
    if tried_for >= PATIENCE:
        return fail(message, error=error, now=now)
    # What is not counted waits longer each time as well.
    due_at = now + max(pause_after(message), tried_for / 10)
    attempts = message.attempts if is_judged else message.attempts - 1
    waits = {"state": MessageState.PENDING, "due_at": due_at, "attempts": attempts}
    return bool(_ours(message).update(**waits, **error.columns(), **_released(now)))


@transaction.atomic
def fail(
    message: Message, *, error: DeliveryError, now: datetime, address_refused: bool = False
) -> bool:
    """Record that it will not be sent; a refused address is not tried again until it changes."""
    failed = {"state": MessageState.FAILED, **error.columns()}
    is_ours = end(_ours(message), message, now=now, **failed)
    if is_ours and address_refused:
        refuse(message, words=error.facts.get("words", ""), now=now)
    return is_ours


def refuse(message: Message, *, words: str, now: datetime) -> None:
    """Note on the reader that the address is refused, if it is still the one written to.

    ``words`` are the mail server's own.
    """
    same = Recipient.objects.filter(pk=message.recipient_id, email__iexact=message.to_address)
    same.update(refused_at=now, refused_reason=words, updated_at=now)


@transaction.atomic
def withdraw(message: Message, *, now: datetime) -> bool:
    """Record that there was nothing left to say."""
    nothing = DeliveryError(ErrorCode.NOTHING_TO_SAY).columns()
    return end(_ours(message), message, now=now, state=MessageState.CANCELLED, **nothing)


def mark_unconfirmed(message: Message, *, error: DeliveryError, now: datetime) -> bool:
    """Record that the mail server took the text and never answered."""
    found = _ours(message).update(
        state=MessageState.UNCONFIRMED,
        unconfirmed_at=now,
        subject=message.subject[:300],
        body=message.body,
        remarks=message.remarks,
        **error.columns(),
        **_released(now),
    )
    return bool(found)


def end(still: QuerySet[Message], message: Message, *, now: datetime, **outcome: Any) -> bool:
    """End a message, and with it what goes in it, if it is ``still`` there; say whether it was."""
    ended = still.update(**outcome, **_released(now))
    if ended:
        Message.objects.items_of(message).update(**outcome, updated_at=now)
    return bool(ended)


def pause_after(message: Message) -> timedelta:
    """Return how long to wait before the next attempt, spread by a fifth to either side."""
    units = PAUSES[min(message.attempts, len(PAUSES)) - 1]
    spread = 0.8 + message.pk * 7 % 41 / 100
    return timedelta(seconds=settings.OUTBOX_FIRST_PAUSE * units * spread)


def _moment_for(message: Message, now: datetime) -> datetime:
    return when_to_send(
        message.due_at,
        not_after=message.not_after,
        zone=message.recipient.time_zone,
        urgency=message.urgency,
        now=now,
    )


def _ours(message: Message) -> QuerySet[Message]:
    """Return the message while nobody else has taken it over."""
    return Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claim=message.claim)


def _released(now: datetime) -> dict[str, Any]:
    return {"claim": None, "lease_until": None, "updated_at": now}


def _why_unreachable(recipient: Recipient) -> DeliveryError:
    if not recipient.email:
        return DeliveryError(ErrorCode.NO_ADDRESS, {"name": recipient.name})
    return DeliveryError.in_words(recipient.refused_reason, ErrorCode.REFUSED_BEFORE)
