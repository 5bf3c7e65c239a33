"""Several messages in one mail: a person's questions of a day, and what they want once a week.

A digest is a message that has others as its items. Its key names the reader and the day (or the
week), so that the database itself holds "at most one mail a day". What comes later than the day's
mail goes with the next day's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from notifications import mails
from notifications.enums import Choice, ErrorCode, MessageState, Reason, Urgency
from notifications.mails import Mail, Section
from notifications.models import Message, Preference, Recipient
from notifications.operations import messages
from notifications.operations.messages import OutgoingMessage
from notifications.queries import quiet_hours
from notifications.terms import DeliveryError

KIND = "notifications.digest"
DAILY, WEEKLY = "questions", "digest"
MOST_AT_ONCE = 500
_MONDAY = 0
# What a mail below ten kilobytes has room for.
MOST_TOGETHER = 8
_OF_A_CHOICE = ("recipient", "kind", "choice")
_NOT_WANTED = DeliveryError(ErrorCode.NOT_WANTED)


@transaction.atomic
def collect(*, now: datetime) -> int:
    """Put due questions and weekly messages into mails of their own; return how many messages.

    The statements are the same few however many messages and readers there are. What somebody
    else has locked is passed over: the next tick finds it again.
    """
    due = Message.objects.due(now).for_digests(mails.daily()).select_related("recipient")
    free = due.select_for_update(of=("self",), skip_locked=True)
    found = list(free.order_by("recipient", "due_at", "pk")[:MOST_AT_ONCE])
    choices = _choices(found)
    unwanted = [item.pk for item in found if choices.get(_wish(item)) == Choice.OFF]
    Message.objects.filter(pk__in=unwanted).update(
        state=MessageState.CANCELLED, **_NOT_WANTED.columns(), updated_at=now
    )
    left = [item for item in found if item.pk not in unwanted]
    _add([(item, _place(item, choices.get(_wish(item)), now)) for item in left], now=now)
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
        sections=_on_one_page([section for mail in found for section in mail.sections]),
        reason=" ".join(dict.fromkeys(mail.reason for mail in found if mail.reason)),
        invitation=None,
        thread="",
        secrets=tuple(secret for mail in found for secret in mail.secrets),
        remarks=tuple(dict.fromkeys(remark for mail in found for remark in mail.remarks)),
    )


@dataclass(frozen=True)
class _Place:
    """The digest in which a message belongs: of a day or of a week of its reader."""

    recipient: Recipient
    name: str
    day: datetime

    @property
    def key(self) -> str:
        """The key of the digest; the database holds it once, so there is one a day."""
        return f"{self.name}:{self.recipient.pk}:{self.day:%Y-%m-%d}"

    @property
    def next_one(self) -> datetime:
        """The morning of the next digest of this name."""
        period = timedelta(weeks=1) if self.name == WEEKLY else timedelta(days=1)
        following = self.day.date() + period
        return quiet_hours.at(following, quiet_hours.MORNING, str(self.day.tzinfo))


def _wish(item: Message) -> tuple[int, str]:
    return item.recipient_id, item.kind


def _choices(items: Iterable[Message]) -> dict[tuple[int, str], str]:
    """Return what the readers of ``items`` chose for their kinds, where it is not the usual."""
    readers = {item.recipient_id for item in items}
    rows = Preference.objects.filter(recipient__in=readers, kind__in={item.kind for item in items})
    return {(reader, kind): choice for reader, kind, choice in rows.values_list(*_OF_A_CHOICE)}


def _place(item: Message, choice: str | None, now: datetime) -> _Place:
    """Return the week's digest where it is wished and still helps, else the day's."""
    monday = _monday(item.recipient, now)
    can_wait = item.not_after is None or item.not_after > monday
    if choice == Choice.WEEKLY and can_wait:
        return _Place(item.recipient, WEEKLY, monday)
    return _Place(item.recipient, DAILY, _local(item.recipient, now))


@dataclass
class _Digest:
    """A digest that we have locked, and how many more messages it takes."""

    message: Message
    room: int

    def takes_one_more(self) -> bool:
        """Say whether there is room for another message, and keep it."""
        self.room -= 1
        return self.room >= 0


def _add(places: Sequence[tuple[Message, _Place]], *, now: datetime) -> None:
    """Let each message go in its digest, or try again when the next one is due.

    While somebody else has locked the digest nothing happens: a digest is locked before its items,
    so whoever has locked an item must not wait for its digest. The next tick tries again.
    """
    digests = _digests({place.key: place for _item, place in places}, now=now)
    joining, waiting = [], []
    for item, place in places:
        digest = digests.get(place.key)
        if digest and digest.takes_one_more():
            joining.append((item, digest.message))
        elif digest:
            waiting.append((item, place))
    _join(joining, now=now)
    _wait(waiting, now=now)


def _join(joining: Sequence[tuple[Message, Message]], *, now: datetime) -> None:
    for item, digest in joining:
        item.state, item.digest, item.updated_at = MessageState.IN_DIGEST, digest, now
    items = [item for item, _digest in joining]
    Message.objects.bulk_update(items, ["state", "digest", "updated_at"])
    urgent = {
        digest.pk
        for item, digest in joining
        if digest.key.startswith(DAILY) and item.not_after and item.not_after <= digest.due_at
    }
    _send_at_once(urgent, now=now)


def _wait(waiting: Sequence[tuple[Message, _Place]], *, now: datetime) -> None:
    for item, place in waiting:
        item.due_at, item.updated_at = max(place.next_one, now), now
    Message.objects.bulk_update([item for item, _place in waiting], ["due_at", "updated_at"])


def _on_one_page(sections: list[Section]) -> tuple[Section, ...]:
    """Name each question, and let one link open them all: it stands below the last of them."""
    asking = [section for section in sections if section.for_all]
    first = asking[0] if len(asking) > 1 else None
    if first is None or first.for_all is None:
        return tuple(sections)
    *named, last = (replace(section, ask="", links=(), note="") for section in asking)
    ask = _("Answer all of them on one page:")
    last = replace(last, ask=ask, links=(first.for_all,), note=first.note)
    return (*named, last, *(section for section in sections if not section.for_all))


def _send_at_once(digests: Collection[int], *, now: datetime) -> None:
    """Let them go while all their items still help; their readers' quiet has to yield."""
    if digests:
        Message.objects.filter(pk__in=digests).update(
            due_at=now, urgency=Urgency.AT_ONCE, updated_at=now
        )


def _digests(places: Mapping[str, _Place], *, now: datetime) -> dict[str, _Digest]:
    """Return the digests by their keys, locked; made where there are none.

    Those that are in other hands are left out. One that is on its way has no room.
    """
    messages.enqueue_all([_outgoing(place, now) for place in places.values()], now=now)
    free = Message.objects.select_for_update(of=("self",), skip_locked=True)
    locked = list(free.filter(key__in=places).order_by("pk"))
    items = Message.objects.filter(digest__in=[digest.pk for digest in locked])
    counts = dict(items.values_list("digest").annotate(count=Count("pk")).order_by())
    return {
        digest.key: _Digest(
            digest,
            MOST_TOGETHER - counts.get(digest.pk, 0) if digest.state == MessageState.PENDING else 0,
        )
        for digest in locked
    }


def _outgoing(place: _Place, now: datetime) -> OutgoingMessage:
    return OutgoingMessage(
        key=place.key,
        kind=KIND,
        recipient=place.recipient,
        about=place.recipient,
        reason=Reason.DUE_TOGETHER,
        due_at=max(place.day.astimezone(UTC), now),
    )


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
        # Its own version knows how to write it.
        _take_out(item, state=MessageState.PENDING, digest=None)
        return None
    try:
        with transaction.atomic():
            mail = kind.compose(item)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - the others in this mail must not wait for it
        unwritten = DeliveryError.of(error, ErrorCode.NOT_WRITTEN)
        _take_out(item, state=MessageState.FAILED, **unwritten.columns())
        return None
    if mail is None:
        nothing = DeliveryError(ErrorCode.NOTHING_TO_SAY)
        _take_out(item, state=MessageState.CANCELLED, **nothing.columns())
    return mail


def _take_out(item: Message, **outcome: Any) -> None:
    Message.objects.filter(pk=item.pk, state=MessageState.IN_DIGEST).update(**outcome)


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
    return words % {"count": formats.number(count)}


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
