"""Whom an invitation to a meeting can reach, whom not, and who has got one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.wall import beyond_the_reader
from events.enums import STAYS_AWAY, EventState, ParticipationState
from events.models import Event, Participation
from followup.enums import NotYet, Reply
from followup.queries import notices
from followup.queries.meeting_reminders import start_of
from followup.queries.reach import Unreached, unreached_at
from followup.queries.readers import Reader, concerned_by
from followup.queries.replies import ANSWERED, stand_in_of
from network.models import Person
from notifications.enums import MessageState, Urgency
from notifications.models import Message, Recipient
from notifications.queries.quiet_hours import when_to_send

# What has not reached its reader, and does not go out any more unless somebody sees to it.
_NOT_GOT = (
    MessageState.FAILED,
    MessageState.BOUNCED,
    MessageState.CANCELLED,
    MessageState.EXPIRED,
)


@dataclass(frozen=True)
class Guest:
    """Somebody whom an invitation reaches; ``invitation`` is the one to this version, if any."""

    reader: Reader
    organization: str
    invitation: Message | None = None
    stand_in: str = ""

    @property
    def person(self) -> Person:
        """Who is invited."""
        return self.reader.person

    @property
    def answer(self) -> Reply | None:
        """What the list says of them as an answer; None before they have given one."""
        if self.stand_in:
            return Reply.SOMEBODY_ELSE
        return ANSWERED.get(self.reader.state)

    @property
    def has_not_got_it(self) -> bool:
        """Whether the invitation was planned and did not arrive."""
        return self.invitation is not None and self.invitation.state in _NOT_GOT


@dataclass(frozen=True)
class GuestList:
    """Everybody whom the meeting concerns, by whether an invitation can go to them.

    ``not_got`` are those whose invitation was cancelled, failed or came back. Who declined stands
    among the ``invited``, whoever told us of it.
    """

    to_invite: list[Guest]
    not_got: list[Guest]
    invited: list[Guest]
    out_of_reach: list[Unreached]


def why_not_yet(event: Event, *, now: datetime) -> NotYet | None:
    """Return why nobody can be invited to the meeting; None if it stands and is to come."""
    start = start_of(event)
    if event.state != EventState.CONFIRMED or start is None:
        return NotYet.NOT_SURE
    return NotYet.BEGUN if start <= now else None


def waits_for_morning(event: Event, recipient: Recipient, *, now: datetime) -> bool:
    """Say whether an invitation that is sent now goes later, because its reader wants quiet."""
    goes_at = when_to_send(
        now,
        not_after=start_of(event),
        zone=recipient.time_zone,
        urgency=Urgency.CALM,
        now=now,
    )
    return goes_at > now


@beyond_the_reader()
def guests(event: Event) -> GuestList:
    """Return who is to be invited, who has been, and who cannot be reached."""
    houses = {row.person_id: _house(row) for row in _coming(event)}
    known, concerned = _invitations(event), concerned_by(event)
    found = [
        Guest(
            reader,
            str(reader.organization or houses.get(reader.person.pk, "")),
            known.get(notices.invitation_key(event, reader.person.recipient)),
        )
        for reader in concerned.reached.values()
    ]
    return GuestList(
        to_invite=[guest for guest in found if guest.invitation is None],
        not_got=[guest for guest in found if guest.has_not_got_it],
        invited=[
            *(guest for guest in found if guest.invitation and not guest.has_not_got_it),
            *_declined(event, known),
        ],
        out_of_reach=unreached_at(event, concerned),
    )


def _coming(event: Event) -> Iterator[Participation]:
    rows = event.participations.exclude(state__in=STAYS_AWAY)
    yield from rows.select_related("organization").order_by("order", "pk")


def _declined(event: Event, known: dict[str, Message]) -> Iterator[Guest]:
    """Yield who does not come, with whoever comes instead."""
    rows = event.participations.filter(state=ParticipationState.DECLINED, person__isnull=False)
    rows = rows.select_related("person__recipient", "organization").order_by("order", "pk")
    for row in rows.prefetch_related("stand_ins"):
        if row.person:
            message = known.get(notices.invitation_key(event, row.person.recipient))
            stand_in = stand_in_of(row)
            yield Guest(
                Reader(row.person, state=row.state),
                _house(row),
                message,
                stand_in.name if stand_in else "",
            )


def _house(row: Participation) -> str:
    return row.organization.name if row.organization else row.organization_name


def _invitations(event: Event) -> dict[str, Message]:
    sent = Message.objects.about(event).filter(kind=notices.INVITATION)
    return {message.key: message for message in sent}
