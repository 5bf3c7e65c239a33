"""Who has been told of a meeting, what they were told last, and what they must be told now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from events.enums import CALLED_OFF, UPCOMING, EventState
from events.models import Event, MeetingAccess
from followup.queries.readers import Concerned, Reader
from notifications.enums import HELD, MessageState
from notifications.models import Message, MessageQuerySet, Recipient, of_mail

INVITATION = "events.invitation"
CHANGE = "events.change"
CANCELLATION = "events.cancellation"
MEETING_LINK = "events.meeting_link"
REMINDER = "events.meeting_reminder"
# What tells somebody that they are expected on a day, and what takes it back.
KINDS = (INVITATION, CHANGE, MEETING_LINK, REMINDER, CANCELLATION)
# It has reached its reader, or nobody knows that it has not.
NOTIFIED = (MessageState.SENT, MessageState.BOUNCED, MessageState.UNCONFIRMED)
# The words of a mail are long, and no rule asks for them.
_LONG = ("subject", "body", "last_error")


@dataclass(frozen=True)
class LastNotice:
    """What one recipient knows: the ``last`` mail, and the last that went into their calendar."""

    last: Message
    dated: Message

    @property
    def recipient(self) -> Recipient:
        """Who was notified."""
        return self.last.recipient

    @property
    def revision(self) -> int:
        """The version of the meeting that they know."""
        return revision_of(self.dated)

    @property
    def is_taken_back(self) -> bool:
        """Whether they were told that they are not expected."""
        return self.last.kind == CANCELLATION


def mails_about(event: Event) -> list[Message]:
    """Return the mails of all these kinds about the meeting, in the order in which they went."""
    return mails_about_each([event.pk])[event.pk]


def mails_about_each(events: Collection[int]) -> dict[int, list[Message]]:
    """Return for each of these meetings what ``mails_about`` does; it asks the database once."""
    found: dict[int, list[Message]] = {key: [] for key in events}
    for message in _mails(events):
        found[message.about_id].append(message)
    return found


def last_notices(mails: Iterable[Message]) -> dict[int, LastNotice]:
    """Return what each recipient knows of a meeting by its mails, by the recipient's key."""
    found: dict[int, LastNotice] = {}
    for message in filter(_has_arrived, mails):
        known = found.get(message.recipient_id)
        found[message.recipient_id] = LastNotice(message, _dated(message, known))
    return found


def last_notice_to(event: Event, recipient: Recipient) -> LastNotice | None:
    """Return what one recipient knows of the meeting."""
    return last_notices(_mails([event.pk]).to(recipient)).get(recipient.pk)


def is_on_its_way(mails: Iterable[Message]) -> bool:
    """Say whether somebody is being told at this moment: whether it arrived is known later."""
    return any(each.state in HELD or _state_of_digest(each) in HELD for each in mails)


def kind_to_tell(event: Event, last_notice: LastNotice, *, is_reader: bool, is_listed: bool) -> str:
    """Return what somebody must be told after what they know; empty if that still holds.

    Who declined has been told of the meeting as well, and hears of its new day or its end. Who
    was told that it is postponed hears when it is confirmed again, or cancelled for good.
    """
    is_outdated = last_notice.revision < event.revision
    if event.state in CALLED_OFF:
        is_over = event.state == EventState.CANCELLED and is_outdated and is_reader
        return CANCELLATION if is_over or not last_notice.is_taken_back else ""
    if event.state not in UPCOMING:
        return ""
    if last_notice.is_taken_back:
        return CHANGE if is_reader and event.state == EventState.CONFIRMED else ""
    if not (is_reader or is_listed):
        return CANCELLATION
    return CHANGE if is_outdated else ""


def cancelled_invitations(event: Event, mails: Iterable[Message]) -> list[Message]:
    """Return the invitations that a change cancelled before they could be sent.

    What a person cancelled stays so.
    """
    in_turn = sorted(mails, key=lambda each: each.pk)
    invitations = (each for each in in_turn if each.kind == INVITATION)
    back = (each for each in invitations if each.state == MessageState.CANCELLED)
    last = {each.recipient_id: each for each in back}
    by_a_change = (each for each in last.values() if not each.by_hand)
    return [each for each in by_a_change if revision_of(each) < event.revision]


def link_sent_to(event: Event, recipient: Recipient) -> str:
    """Return the digest of the link that one recipient has; empty if they have none."""
    last = _links_in(_mails([event.pk]).to(recipient)).get(recipient.pk)
    return _link_of(last) if last else ""


def without_link(
    event: Event, concerned: Concerned, access: MeetingAccess, mails: Iterable[Message]
) -> list[tuple[Reader, Message | None]]:
    """Return the confirmed participants of a confirmed meeting who have not got this link.

    Each with the mail that brought them another one, if one did.
    """
    if event.state != EventState.CONFIRMED:
        return []
    sent, current = _links_in(mails), digest_of(access)
    expected = ((each, sent.get(key)) for key, each in concerned.reached.items() if each.is_let_in)
    return [(each, last) for each, last in expected if not last or _link_of(last) != current]


def was_invited(event: Event, recipient: Recipient) -> bool:
    """Say whether somebody got an invitation to the meeting, to whatever version of it."""
    return any(map(_has_arrived, _mails([event.pk]).to(recipient).filter(kind=INVITATION)))


def replaces_a_link(message: Message) -> bool:
    """Say whether the link that the reader was sent last is another one."""
    sent = Message.objects.filter(
        about_type=message.about_type_id,
        about_id=message.about_id,
        kind=MEETING_LINK,
        recipient=message.recipient_id,
        state__in=NOTIFIED,
    )
    in_turn = sent.exclude(pk=message.pk).order_by(Coalesce("sent_at", "updated_at"), "pk")
    last = in_turn.last()
    return last is not None and _link_of(last) != _link_of(message)


def invitation_key(event: Event, recipient: Recipient) -> str:
    """Return the identity of an invitation to this version of the meeting."""
    return f"meeting-invitation:{event.pk}:{event.revision}:{recipient.pk}"


def announcement_key(event: Event, kind: str, last_notice: LastNotice) -> str:
    """Return the identity of a change or a cancellation.

    A change is told once a version. What takes an earlier mail back, or takes that back, names it:
    somebody may leave the list and return to it while the meeting stays as it is.
    """
    noun = "meeting-change" if kind == CHANGE else "meeting-cancellation"
    key = f"{noun}:{event.pk}:{event.revision}:{last_notice.recipient.pk}"
    once_a_version = kind == CHANGE and not last_notice.is_taken_back
    return key if once_a_version else f"{key}:{last_notice.last.pk}"


def link_key(
    event: Event, access: MeetingAccess, recipient: Recipient, replaced: Message | None = None
) -> str:
    """Return the identity of a mail with the meeting link; another link is another mail.

    It names the mail whose link it replaces: a meeting may return to the link before that one.
    """
    key = f"meeting-link:{event.pk}:{event.revision}:{digest_of(access)}:{recipient.pk}"
    return f"{key}:{replaced.pk}" if replaced else key


def brings_link(message: Message, event: Event, access: MeetingAccess) -> bool:
    """Say whether a mail brings this very link to this version of the meeting."""
    key = link_key(event, access, message.recipient)
    return message.key == key or message.key.startswith(f"{key}:")


def digest_of(access: MeetingAccess) -> str:
    """Return by what a link is known to be another, without saying what it is."""
    words = f"{access.link}\n{access.passcode}"
    return salted_hmac("events.MeetingAccess", words, algorithm="sha256").hexdigest()[:16]


def is_outdated(message: Message, event: Event) -> bool:
    """Say whether a message tells an earlier version of the meeting."""
    version = message.key.split(":")[2:3]
    return bool(version) and version[0].isdigit() and int(version[0]) < event.revision


def revision_of(message: Message) -> int:
    """Return which version of the meeting the message told: it is part of every key."""
    return int(message.key.split(":")[2])


def _link_of(message: Message) -> str:
    """Return the digest of the link that a mail brought: it is part of its key."""
    return message.key.split(":")[3]


def _links_in(mails: Iterable[Message]) -> dict[int, Message]:
    """Return what brought whom their link; what calls the meeting off takes it back."""
    found: dict[int, Message] = {}
    for message in filter(_has_arrived, mails):
        if message.kind == MEETING_LINK:
            found[message.recipient_id] = message
        elif message.kind == CANCELLATION:
            found.pop(message.recipient_id, None)
    return found


def _mails(events: Collection[int]) -> MessageQuerySet:
    """Return what is to tell somebody of these meetings, in the order in which it did."""
    about = ContentType.objects.get_for_model(Event)
    found = Message.objects.filter(about_type=about, about_id__in=events, kind__in=KINDS)
    in_turn = found.order_by(Coalesce("sent_at", "updated_at"), "pk")
    in_what = in_turn.annotate(state_of_mail=of_mail("state", CharField()))
    return in_what.select_related("recipient", "author").defer(*_LONG)


def _has_arrived(message: Message) -> bool:
    """Say whether it has reached its reader; with others, it is unconfirmed when their mail is."""
    may_have = message.unconfirmed_at is not None
    is_unconfirmed = _state_of_digest(message) == MessageState.UNCONFIRMED
    return message.state in NOTIFIED or may_have or is_unconfirmed


def _state_of_digest(message: Any) -> str:
    """Return how the mail stands that a message goes in; empty if it goes alone."""
    is_inside = message.state == MessageState.IN_DIGEST
    return str(message.state_of_mail or "") if is_inside else ""


def _dated(message: Message, known: LastNotice | None) -> Message:
    """Return the later of what the calendar knows: a reminder brings no calendar file."""
    if known is None or message.kind not in (REMINDER, MEETING_LINK):
        return message
    return known.dated
