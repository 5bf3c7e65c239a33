"""Messages of the outbox: written once by key, cancelled while nothing has been sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from notifications.enums import ON_ITS_WAY, UNSENT, ErrorCode, MessageState, Urgency
from notifications.models import Message, MessageQuerySet, Recipient, name_of
from notifications.queries.quiet_hours import when_to_send
from notifications.terms import NO_ERROR, DeliveryError

_OUT = (MessageState.CANCELLED, MessageState.EXPIRED)
_DID_NOT_ARRIVE = (MessageState.FAILED, MessageState.BOUNCED)


class NotWantedError(DomainError):
    """The reader has turned off mails of this kind."""


class TooLateError(DomainError):
    """The message has gone, is going, or is of no use any more."""


@dataclass(frozen=True)
class OutgoingMessage:
    """What will be said to whom about what, from when, and until when it is of use.

    ``reason`` is a code that the app has registered with ``wording``; ``reason_facts`` fill its
    sentence. The page of ``within`` shows the message too: an action's messages stand on its
    pairing's page. ``author`` sends it in person, and wrote ``note`` along.
    """

    key: str
    kind: str
    recipient: Recipient
    about: Model
    reason: str
    due_at: datetime
    not_after: datetime | None = None
    urgency: Urgency = Urgency.CALM
    within: Model | None = None
    reason_facts: Mapping[str, str] = field(default_factory=dict)
    author: User | None = None
    note: str = ""


@transaction.atomic
def enqueue(outgoing: OutgoingMessage, *, now: datetime) -> Message:
    """Write a message into the outbox; the same key again returns the one that is there.

    The one that is there may be in any state. The database decides by its unique key, so planners
    may run at any time, twice or at once.
    """
    enqueue_all([outgoing], now=now)
    return Message.objects.get(key=outgoing.key)


@transaction.atomic(savepoint=False)
def enqueue_all(outgoing: Iterable[OutgoingMessage], *, now: datetime) -> int:
    """Write several messages and return how many of them are new; quiet hours are heeded."""
    wanted = {each.key: each for each in outgoing}
    known = Message.objects.filter(key__in=wanted).values_list("key", flat=True)
    missing = wanted.keys() - set(known)
    rows = [_row(wanted[key], now=now) for key in sorted(missing)]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(rows)


@transaction.atomic
def cancel_pending(found: MessageQuerySet) -> set[int]:
    """Cancel what has not been sent of these messages and return the keys of those.

    What is with the mail server at this moment cannot be cancelled. The digests that it is in
    are locked until the transaction ends: none of them leaves with what was taken out.
    """
    unsent = found.unsent()
    _lock_digests(unsent.values_list("digest", flat=True))
    unsent = unsent.filter(Q(digest=None) | ~Q(digest__state__in=ON_ITS_WAY))
    held = set(unsent.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    Message.objects.filter(pk__in=held).update(
        state=MessageState.CANCELLED,
        **DeliveryError(ErrorCode.FACTS_CHANGED).columns(),
        claim=None,
        lease_until=None,
        digest=None,
    )
    return held


@transaction.atomic
def discard_pending(found: MessageQuerySet) -> int:
    """Drop what waits of these messages and was never tried; return how many those are.

    Nothing is lost, and the same key may be used again: somebody leaves a list and returns.
    What a sender has taken meanwhile is left to it.
    """
    waiting = found.filter(state=MessageState.PENDING, attempts=0)
    held = waiting.select_for_update(skip_locked=True, of=("self",))
    mine = list(held.values_list("pk", flat=True))
    Message.objects.filter(pk__in=mine).delete()
    return len(mine)


@transaction.atomic
def cancel(message: Message, *, by: User | None) -> Message:
    """Take back one message that has not been sent; a digest takes its items along.

    :raises TooLateError: if it has left, or is leaving at this moment.
    """
    _lock_digests([message.digest_id])
    message = locked(message)
    leaving = message.digest is not None and message.digest.state in ON_ITS_WAY
    if leaving or not message.can_be_cancelled:
        raise TooLateError(_("This message is not waiting any more. You cannot cancel it."))
    why = DeliveryError(ErrorCode.CANCELLED_BY, {"name": str(by)}).columns() if by else NO_ERROR
    taken_along = message.items.filter(state__in=UNSENT)
    taken_along.update(state=MessageState.CANCELLED, **why, by_hand=True)
    message.last_error, message.error_facts = why["last_error"], why["error_facts"]
    message.by_hand = True
    return _move_to(message, MessageState.CANCELLED)


@transaction.atomic
def send_now(message: Message, *, now: datetime, by: User | None) -> Message:
    """Let a message that waits go at once, quiet hours or not; a digest takes its items along.

    :raises TooLateError: if it does not wait any more, or is of no use any more.
    :raises NotWantedError: if its reader has turned off mails of this kind.
    """
    digest = locked(message.digest) if message.digest else None
    message = digest or locked(message)
    if message.state != MessageState.PENDING:
        raise TooLateError(_("This message is not waiting any more."))
    _still_of_use(message, now)
    if message.is_turned_off():
        raise NotWantedError(
            _("%(name)s does not want these mails, so we did not send it."),
            name=message.recipient.name,
        )
    message.due_at, message.urgency = now, Urgency.AT_ONCE
    return _move_to(message, MessageState.PENDING)


@transaction.atomic
def resend(message: Message, *, now: datetime, by: User | None) -> Message:
    """Send what failed, stayed unconfirmed or cancelled by hand; a refused address gets a chance.

    What went with others goes with them again, unless their mail arrived without it. Somebody
    asks for it, so it does not wait.

    :raises TooLateError: if it did not fail, or is of no use any more.
    """
    digest = locked(message.digest) if message.digest else None
    message = locked(message)
    if digest and digest.can_be_resent:
        message = digest
    if not message.can_be_resent:
        raise TooLateError(_("You can send a message again only if it failed or is cancelled."))
    _still_of_use(message, now)
    recipient = locked(message.recipient)
    recipient.refused_at, recipient.refused_reason = None, ""
    recipient.save(update_fields=["refused_at", "refused_reason", "updated_at"])
    _take_along(message)
    if message.by_hand:
        message.last_error, message.error_facts, message.by_hand = "", {}, False
    message.attempts, message.tried_since = 0, None
    message.due_at, message.sent_at = now, None
    message.urgency, message.digest = Urgency.AT_ONCE, None
    return _move_to(message, MessageState.PENDING)


@transaction.atomic
def resend_all(found: MessageQuerySet, *, now: datetime, by: User | None) -> int:
    """Send again many that did not arrive, each as ``resend`` does; return how many those are.

    :raises TooLateError: if none of them is waiting for that any more.
    """
    ended = Message.objects.filter(pk__in=found.values("pk"), state__in=_DID_NOT_ARRIVE)
    keys = list(ended.select_for_update().order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise TooLateError(_("Somebody sent these messages again already."))
    Recipient.objects.filter(messages__in=keys).update(
        refused_at=None, refused_reason="", updated_at=now
    )
    items = Message.objects.filter(digest__in=keys).exclude(state__in=_OUT)
    items.update(state=MessageState.IN_DIGEST, sent_at=None, **NO_ERROR, by_hand=False)
    asked_for = {"attempts": 0, "tried_since": None, "due_at": now, "sent_at": None}
    Message.objects.filter(pk__in=keys).update(
        state=MessageState.PENDING,
        urgency=Urgency.AT_ONCE,
        digest=None,
        updated_at=now,
        **asked_for,
    )
    return len(keys)


def _take_along(message: Message) -> None:
    """Let what went with a mail go with it again; what was cancelled by itself stays out."""
    out = Q(state__in=_OUT)
    if message.by_hand:
        out &= Q(by_hand=False)
    again = message.items.exclude(out)
    again.update(state=MessageState.IN_DIGEST, sent_at=None, **NO_ERROR, by_hand=False)


def _lock_digests(keys: Iterable[int | None]) -> None:
    """Keep the digests with these keys from leaving.

    A digest is locked before its items, here and in every other place: two who take the locks in
    different orders would wait for each other.
    """
    list(Message.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _still_of_use(message: Message, now: datetime) -> None:
    if message.not_after and message.not_after <= now:
        raise TooLateError(_("It is too late. This message is not useful any more."))


def _row(outgoing: OutgoingMessage, *, now: datetime) -> Message:
    return Message(
        key=outgoing.key,
        kind=outgoing.kind,
        recipient=outgoing.recipient,
        about_type=ContentType.objects.get_for_model(outgoing.about),
        about_id=outgoing.about.pk,
        shown_with=name_of(outgoing.within) if outgoing.within else "",
        reason=outgoing.reason,
        reason_facts=dict(outgoing.reason_facts),
        author=outgoing.author,
        note=outgoing.note,
        due_at=when_to_send(
            outgoing.due_at,
            not_after=outgoing.not_after,
            zone=outgoing.recipient.time_zone,
            urgency=outgoing.urgency,
            now=now,
        ),
        not_after=outgoing.not_after,
        urgency=outgoing.urgency,
    )


def _move_to(message: Message, state: MessageState) -> Message:
    message.state, message.claim, message.lease_until = state, None, None
    message.save()
    return message
