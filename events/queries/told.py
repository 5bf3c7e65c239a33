"""Who has been told of a meeting, and what they were told last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce

from notifications.enums import MessageState
from notifications.models import Message

if TYPE_CHECKING:
    from events.models import Event
    from notifications.models import Recipient

INVITATION = "events.invitation"
CHANGE = "events.change"
CANCELLATION = "events.cancellation"
MEETING_LINK = "events.meeting_link"
REMINDER = "events.meeting_reminder"
# What tells somebody that they are expected on a day, and what takes it back.
KINDS = (INVITATION, CHANGE, MEETING_LINK, REMINDER, CANCELLATION)
# It has reached its reader, or nobody knows that it has not.
TOLD = (MessageState.SENT, MessageState.BOUNCED, MessageState.UNCERTAIN)


def told_about(event: Event) -> list[Recipient]:
    """Return who believes that the meeting takes place: told so, and not told otherwise since."""
    last = last_told(event).values()
    return [message.recipient for message in last if message.kind != CANCELLATION]


def last_told(event: Event) -> dict[int, Message]:
    """Return the last message of the meeting that each recipient got, by the recipient's key."""
    told = Message.objects.about(event).filter(kind__in=KINDS, state__in=TOLD)
    in_turn = told.order_by(Coalesce("sent_at", "updated_at"), "pk")
    return {each.recipient_id: each for each in in_turn.select_related("recipient")}


def revision_of(message: Message) -> int:
    """Return which version of the meeting the message told: it is part of every key."""
    return int(message.key.split(":")[2])
