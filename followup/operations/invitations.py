"""Invitations to a meeting: shown before they go, then planned for each person once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from events.enums import ParticipationState
from events.models import Event
from events.operations import attendance
from followup.mails.invitations import invitation
from followup.operations.addresses import add as add_addresses
from followup.queries import invitations as invitation_queries
from followup.queries import notices
from followup.queries.invitations import Guest
from followup.queries.meeting_reminders import start_of
from followup.queries.reach import Unreached
from network.models import Person
from notifications.mails import Mail
from notifications.models import Message
from notifications.operations import messages

# What stands in the shown text where the mail has the reader's own link.
_OWN_LINK = "\N{HORIZONTAL ELLIPSIS}"


class NotReadyError(DomainError):
    """The meeting is not sure yet, or has begun."""


@dataclass(frozen=True)
class Inviter:
    """Who invites, and what they write along."""

    author: User | None
    note: str = ""


@dataclass(frozen=True)
class Sample:
    """A mail as one person would get it."""

    person: Person
    subject: str
    text: str


@transaction.atomic
def send(
    event: Event,
    people: Iterable[Person],
    *,
    addresses: Iterable[tuple[Unreached, str]] = (),
    note: str = "",
    by: User | None,
    now: datetime,
) -> int:
    """Plan an invitation to each of these people whom the meeting concerns; return how many.

    Who has an invitation to this version of the meeting gets no second one. Whom no mail reached
    gets one at their new address. The mails name who invites, and carry their ``note``.

    :raises NotReadyError: if the meeting is not confirmed for a day to come.
    """
    event = locked(event)
    if problem := invitation_queries.why_not_yet(event, now=now):
        raise NotReadyError(problem.label)
    chosen = {person.pk for person in (*people, *add_addresses(addresses, by=by))}
    invited = [
        each for each in invitation_queries.guests(event).to_invite if each.person.pk in chosen
    ]
    for guest in invited:
        _put_back(event, guest, by=by)
    inviter = Inviter(by, note.strip())
    return messages.enqueue_all(
        [_message(event, guest, inviter, now=now) for guest in invited], now=now
    )


def preview(event: Event, guest: Guest, inviter: Inviter) -> Sample | None:
    """Return the mail as ``guest`` would get it; the link that it makes is neither kept nor shown.

    None if there is nothing to say, as when the meeting was called off a moment ago.
    """
    recipient = guest.person.recipient
    message = Message(
        key=notices.invitation_key(event, recipient),
        kind=notices.INVITATION,
        recipient=recipient,
        about_type=ContentType.objects.get_for_model(event),
        about_id=event.pk,
        author=inviter.author,
        note=inviter.note,
    )
    with (
        translation.override(recipient.spoken),
        timezone.override(ZoneInfo(recipient.time_zone)),
        transaction.atomic(),
    ):
        mail = invitation(message)
        transaction.set_rollback(True)
        return _in_words(guest.person, mail) if mail else None


def _in_words(person: Person, mail: Mail) -> Sample:
    text: str = render_to_string("notifications/mail/frame.txt", {"mail": mail, "choices_url": ""})
    for secret in mail.secrets:
        text = text.replace(secret, _OWN_LINK)
    return Sample(person, mail.subject, text.strip())


def _message(
    event: Event, guest: Guest, inviter: Inviter, *, now: datetime
) -> messages.OutgoingMessage:
    return messages.OutgoingMessage(
        key=notices.invitation_key(event, guest.person.recipient),
        kind=notices.INVITATION,
        recipient=guest.person.recipient,
        about=event,
        reason=guest.reader.reason,
        reason_facts=guest.reader.reason_facts,
        due_at=now,
        not_after=start_of(event),
        author=inviter.author,
        note=inviter.note,
    )


def _put_back(event: Event, guest: Guest, *, by: User | None) -> None:
    """Nobody has been at a meeting that is to come: such a line of the list is an invitation."""
    if guest.reader.state == ParticipationState.ATTENDED:
        own = event.participations.get(person=guest.person)
        attendance.move(own, state=ParticipationState.INVITED, by=by)
