"""What an invited person answers: they come, they do not, or somebody else does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name, fold
from core.records import save
from events.enums import ParticipationState
from events.models import Event, Participation
from events.operations import attendance
from events.terms.attendance import ParticipationTerms
from followup.enums import Reply
from followup.queries import replies as reply_queries
from followup.queries.readers import reader_of
from network.models import Organization, Person
from network.operations import people
from network.terms.people import Contact, PersonTerms, PositionTerms


class ClosedError(DomainError):
    """The meeting is over or called off, so nobody needs the answer."""


class NobodyNamedError(DomainError):
    """Somebody else comes, and nobody says who."""


@dataclass(frozen=True)
class StandIn:
    """Who comes instead, as it was written."""

    name: str
    email: str = ""
    position: str = ""


@transaction.atomic
def answer(
    event: Event,
    person: Person,
    *,
    reply: str,
    stand_in: StandIn | None = None,
    by: User | None,
    now: datetime,
) -> Participation:
    """Keep the answer on the list of the meeting; a later answer takes its place.

    :raises ClosedError: if the meeting is over or called off.
    :raises NobodyNamedError: if somebody else comes who has no name, or the person's own.
    """
    event, reply = locked(event), Reply(reply)
    own = reply_queries.own_participation(event, person)
    if closed := reply_queries.why_closed(event, own, now=now):
        raise ClosedError(closed.label)
    if reply == Reply.SOMEBODY_ELSE:
        _check_somebody_else(stand_in, person)
    own = _place(event, person, own, is_coming=reply == Reply.YES, by=by)
    if stand_in and reply == Reply.SOMEBODY_ELSE:
        _enlist(event, stand_in, instead_of=own, by=by)
    return own


def _check_somebody_else(stand_in: StandIn | None, person: Person) -> None:
    name = clean_name(stand_in.name) if stand_in else ""
    if not name:
        raise NobodyNamedError(_("Write who will come."))
    if name.casefold() == person.name.casefold():
        raise NobodyNamedError(_("This is your own name. Write who will come instead of you."))


def _place(
    event: Event,
    person: Person,
    own: Participation | None,
    *,
    is_coming: bool,
    by: User | None,
) -> Participation:
    """Let the list say whether the person comes; who answers for an organization is put on it."""
    state = ParticipationState.APPROVED if is_coming else ParticipationState.DECLINED
    if own is not None:
        return attendance.move(own, state=state, by=by)
    reader = reader_of(event, person.recipient)
    organization = reader.organization if reader else None
    terms = ParticipationTerms(person=person, organization=organization, state=state)
    return attendance.take_part(event, terms, by=by)


def _enlist(event: Event, stand_in: StandIn, *, instead_of: Participation, by: User | None) -> None:
    """Put the stand-in on the list once, in place of whom the same person had named before."""
    name, house = clean_name(stand_in.name), instead_of.organization
    person = _reached_at(stand_in, instead_of, by=by)
    same = (
        event.participations.filter(person=person)
        if person
        else event.participations.filter(name=name, organization=house)
    )
    # Whom the organizers have confirmed meanwhile, they expect.
    unsettled = instead_of.stand_ins.filter(state=ParticipationState.REGISTERED)
    for earlier in unsettled.exclude(pk__in=same).order_by("pk"):
        attendance.withdraw(earlier, by=by)
    if listed := same.first():
        _expect(listed, instead_of=instead_of, by=by)
        return
    terms = ParticipationTerms(
        person=person,
        name=name,
        organization=house,
        organization_name=instead_of.organization_name,
        capacity=stand_in.position,
        state=ParticipationState.REGISTERED,
        instead_of=instead_of,
    )
    attendance.take_part(event, terms, by=by)


def _expect(listed: Participation, *, instead_of: Participation, by: User | None) -> None:
    """Let somebody come after all who had declined; the others on the list stay as they are."""
    if listed.state == ParticipationState.DECLINED:
        listed = attendance.move(listed, state=ParticipationState.REGISTERED, by=by)
        listed.instead_of = instead_of
        save(listed, by=by)


def _reached_at(stand_in: StandIn, instead_of: Participation, *, by: User | None) -> Person | None:
    """Return the person of that address; a new one goes into the directory, so that mail comes."""
    if not stand_in.email or instead_of.person is None:
        return None
    reached = instead_of.person.recipient
    return _known_at(stand_in, instead_of.person) or people.enter(
        PersonTerms(name=stand_in.name),
        Contact(email=stand_in.email, language=reached.language, time_zone=reached.time_zone),
        position=_position(stand_in, instead_of.organization),
        by=by,
    )


def _known_at(stand_in: StandIn, person: Person) -> Person | None:
    """Return whom the directory knows at that address.

    Colleagues may share it: then the name says who of them is meant. Whoever answers does not come
    instead of themselves, and is not told who reads at the address of a stranger.
    """
    found = Person.objects.filter(recipient__email__iexact=stand_in.email.strip()).order_by("pk")
    others = [each for each in found if each.pk != person.pk]
    named = [each for each in others if fold(each.name) == fold(stand_in.name)]
    if named or len(found) > 1:
        return named[0] if named else None
    return next((each for each in others if _is_known_to(person, each)), None)


def _is_known_to(person: Person, other: Person) -> bool:
    houses = person.positions.current().values("organization")
    if other.positions.filter(organization__in=houses).exists():
        return True
    return person.user is not None and Person.objects.visible_to(person.user).holds(other)


def _position(stand_in: StandIn, organization: Organization | None) -> PositionTerms | None:
    title = clean_name(stand_in.position)
    return PositionTerms(organization=organization, title=title) if organization else None
