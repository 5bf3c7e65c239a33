"""Several messages in one mail: a person's questions of a day, and what they want once a week.

A digest is a message that has others as its items. Its key names the reader and the day (or the
week), so that the database itself holds "at most one mail a day". What comes later than the day's
mail goes with the next day's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import ngettext

from notifications import mails
from notifications.enums import Choice, ErrorCode, MessageState, Reason, Urgency
from notifications.models import Message, Preference, Recipient
from notifications.operations import messages
from notifications.operations.messages import OutgoingMessage
from notifications.queries import quiet_hours
from notifications.terms import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from notifications.mails import Mail, Section

KIND = "notifications.digest"
DAILY, WEEKLY = "questions", "digest"
MOST_AT_ONCE = 500
_MONDAY = 0
# What a mail below ten kilobytes has room for: so many in all, and so many with all their words.
MOST_TOGETHER, MOST_IN_FULL = 8, 2
_NOT_WANTED = DeliveryError(ErrorCode.NOT_WANTED)


def collect(*, now: datetime) -> int:
    """Put due questions and weekly messages into mails of their own; return how many messages."""
    due = Message.objects.due(now).for_digests(mails.daily()).order_by("recipient", "due_at", "pk")
    found = list(due.values_list("pk", flat=True)[:MOST_AT_ONCE])
    for pk in found:
        _assign(pk, now=now)
    return len(found)


def compose(message: Message) -> Mail | None:
    """Write one mail from all items of ``message``; what has nothing to say is withdrawn."""
    _remove_unwanted(message)
    written = {item: mail for item in _items(message) if (mail := _written(item))}
    found = list(written.values())
    if len(found) < 2:  # noqa: PLR2004 - one needs no summary
        return found[0] if found else None
    return replace(
        found[0],
        subject=_subject(message, written),
        sections=_in_brief([section for mail in found for section in mail.sections]),
        reason=" ".join(dict.fromkeys(mail.reason for mail in found if mail.reason)),
        invitation=None,
        thread="",
        secrets=tuple(secret for mail in found for secret in mail.secrets),
        remarks=tuple(dict.fromkeys(remark for mail in found for remark in mail.remarks)),
    )


@transaction.atomic
def _assign(pk: int, *, now: datetime) -> None:
    """Decide about one due message: off, with the week's mail if that helps, or with the day's."""
    waiting = Message.objects.due(now).filter(pk=pk).select_related("recipient")
    item = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if item is None:
        return
    chosen = Preference.objects.filter(recipient=item.recipient_id, kind=item.kind)
    choice = chosen.values_list("choice", flat=True).first()
    if choice == Choice.OFF:
        _cancel_unwanted(item, now=now)
    elif choice == Choice.WEEKLY and _can_wait(item, monday := _monday(item.recipient, now)):
        _add(item, WEEKLY, monday, now=now)
    else:
        _add(item, DAILY, _local(item.recipient, now), now=now)


def _can_wait(item: Message, monday: datetime) -> bool:
    """Say whether it still helps in the mail of the week; else it goes on its own day."""
    return item.not_after is None or item.not_after > monday


def _cancel_unwanted(item: Message, *, now: datetime) -> None:
    Message.objects.filter(pk=item.pk).update(
        state=MessageState.CANCELLED, **_NOT_WANTED.columns(), updated_at=now
    )


def _add(item: Message, name: str, day: datetime, *, now: datetime) -> None:
    """Let ``item`` go with the mail of that day, or try again when the next one is due.

    While somebody else has locked the digest nothing happens: a digest is locked before its items,
    so whoever has locked an item must not wait for its digest. The next tick tries again.
    """
    digest = _digest(item.recipient, name, day, now=now)
    if digest is None:
        return
    if _has_room(digest):
        Message.objects.filter(pk=item.pk).update(
            state=MessageState.IN_DIGEST, digest=digest, updated_at=now
        )
        if name == DAILY and item.not_after and item.not_after <= digest.due_at:
            _send_at_once(digest, now=now)
        return
    period = timedelta(weeks=1) if name == WEEKLY else timedelta(days=1)
    next_one = quiet_hours.at(day.date() + period, quiet_hours.MORNING, str(day.tzinfo))
    Message.objects.filter(pk=item.pk).update(due_at=max(next_one, now), updated_at=now)


def _has_room(digest: Message) -> bool:
    is_waiting = digest.state == MessageState.PENDING
    return is_waiting and digest.items.count() < MOST_TOGETHER


def _in_brief(sections: list[Section]) -> tuple[Section, ...]:
    """Say many things in few words each, so that the mail stays small."""
    if len(sections) <= MOST_IN_FULL:
        return tuple(sections)
    return tuple(
        replace(section, ask="", links=(section.brief,), note="") if section.brief else section
        for section in sections
    )


def _send_at_once(digest: Message, *, now: datetime) -> None:
    """Let the mail go while all its items still help; its reader's quiet has to yield."""
    Message.objects.filter(pk=digest.pk).update(due_at=now, urgency=Urgency.AT_ONCE, updated_at=now)


def _digest(recipient: Recipient, name: str, day: datetime, *, now: datetime) -> Message | None:
    """Return the mail of that day, held until the transaction ends; made if there is none.

    None if it is in other hands.
    """
    key = f"{name}:{recipient.pk}:{day:%Y-%m-%d}"
    outgoing = OutgoingMessage(
        key=key,
        kind=KIND,
        recipient=recipient,
        about=recipient,
        reason=Reason.DUE_TOGETHER,
        due_at=max(day.astimezone(UTC), now),
    )
    messages.enqueue(outgoing, now=now)
    free = Message.objects.select_for_update(of=("self",), skip_locked=True)
    return free.filter(key=key).first()


def _remove_unwanted(message: Message) -> None:
    """Take out what its reader has turned off since it was put in."""
    unwanted = Preference.objects.filter(recipient=message.recipient_id, choice=Choice.OFF)
    items = message.items.filter(
        state=MessageState.IN_DIGEST, kind__in=unwanted.values("kind")
    ).exclude(urgency=Urgency.AT_ONCE)
    items.update(state=MessageState.CANCELLED, **_NOT_WANTED.columns())


def _items(message: Message) -> Iterable[Message]:
    waiting = message.items.filter(state=MessageState.IN_DIGEST)
    return waiting.select_related("recipient").order_by("due_at", "pk")


def _written(item: Message) -> Mail | None:
    """Write one of several mails; one that cannot be written fails alone."""
    kind = mails.kind_of(item.kind)
    if kind is None:
        _release(item)
        return None
    try:
        with transaction.atomic():
            mail = kind.compose(item)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - the others in this mail must not wait for it
        words = f"{type(error).__name__}: {error}"
        _end(item, MessageState.FAILED, DeliveryError.in_words(words, ErrorCode.NOT_WRITTEN))
        return None
    if mail is None:
        _end(item, MessageState.CANCELLED, DeliveryError(ErrorCode.NOTHING_TO_SAY))
    return mail


def _release(item: Message) -> None:
    """Leave to its own version what this one cannot write."""
    still = Message.objects.filter(pk=item.pk, state=MessageState.IN_DIGEST)
    still.update(state=MessageState.PENDING, digest=None)


def _end(item: Message, state: MessageState, error: DeliveryError) -> None:
    still = Message.objects.filter(pk=item.pk, state=MessageState.IN_DIGEST)
    still.update(state=state, **error.columns())


def _subject(message: Message, items: Collection[Message]) -> str:
    count = len(items)
    if message.key.startswith(WEEKLY):
        words = ngettext("Your week: %(count)s message", "Your week: %(count)s messages", count)
    elif all(_asks(item) for item in items):
        words = ngettext(
            "%(count)s question about your cooperation: how is it going?",
            "%(count)s questions about your cooperation: how is it going?",
            count,
        )
    else:
        words = ngettext(
            "%(count)s message about your cooperation",
            "%(count)s messages about your cooperation",
            count,
        )
    return words % {"count": count}


def _asks(item: Message) -> bool:
    kind = mails.kind_of(item.kind)
    return kind is not None and kind.is_question


def _local(recipient: Recipient, now: datetime) -> datetime:
    """Return the morning of the day on which a mail goes that is ready now, by the reader's clock.

    What is ready at night or on a weekend is of the next working day, as the mail is.
    """
    zone = quiet_hours.clock(recipient.time_zone)
    quiet = quiet_hours.is_quiet(now, str(zone))
    moment = quiet_hours.next_morning(now, str(zone)) if quiet else now
    return datetime.combine(moment.astimezone(zone).date(), quiet_hours.MORNING, tzinfo=zone)


def _monday(recipient: Recipient, now: datetime) -> datetime:
    """Return the morning of the coming Monday by the reader's clock; today if it is Monday."""
    today = _local(recipient, now)
    return today + timedelta(days=(_MONDAY - today.weekday()) % 7)
