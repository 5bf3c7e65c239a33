"""Who took part in an event, by name and by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import delete, save
from events.enums import CountMethod, ParticipationRole, ParticipationState
from events.models import HeadCount, Participation
from events.operations.reminders import look_again
from network.enums import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from accounts.models import User
    from events.models import Event
    from events.operations.results import TookPart
    from network.models import Organization, Person, Position


class NumbersError(DomainError):
    """The numbers say nothing, or contradict each other."""


class TooFewError(DomainError):
    """The number of people is smaller than the number of those who are named."""


class NobodyError(DomainError):
    """Neither a person nor an organization was given."""


class AlreadyOnTheListError(DomainError):
    """The person takes part already."""


@transaction.atomic
def count(  # noqa: PLR0913 — a head-count is made of these
    event: Event,
    *,
    organization: Organization | None = None,
    people: int | None = None,
    women: int | None = None,
    method: str = CountMethod.REPORTED,
    by: User | None,
) -> HeadCount:
    """Write down how many took part, in all or of one organization.

    :raises TooFewError: if more people are named than the number says.
    """
    event = locked(event)
    if people is None and women is None:
        raise NumbersError(_("Enter how many people took part, or how many women."))
    if people is not None and women is not None and women > people:
        raise NumbersError(_("There cannot be more women than people."))
    _at_least_the_named(_named(event, organization), people, women)
    head_count = event.head_counts.filter(organization=organization).first() or HeadCount(
        event=event, organization=organization
    )
    head_count.people, head_count.women = people, women
    head_count.method = CountMethod(method)
    return save(head_count, by=by)


@transaction.atomic
def forget_count(head_count: HeadCount, *, by: User | None) -> None:
    """Make the number unknown again."""
    delete(locked(head_count), by=by)


@transaction.atomic
def take_part(  # noqa: PLR0913 — what a list of participants says of somebody
    event: Event,
    *,
    person: Person | None = None,
    organization: Organization | None = None,
    name: str = "",
    organization_name: str = "",
    capacity: str = "",
    roles: Sequence[str] = (),
    state: str = ParticipationState.ATTENDED,
    instead_of: Participation | None = None,
    by: User | None,
) -> Participation:
    """Put somebody on the list: a person, an organization, or a name as it was written.

    The position of that day is frozen from the directory when no capacity is given.
    """
    event = locked(event)
    participation = Participation(
        event=event,
        person=person,
        organization=organization,
        name=clean_name(name),
        organization_name=clean_name(organization_name),
        capacity=clean_name(capacity),
        roles=_known_roles(roles),
        state=ParticipationState(state),
        instead_of=instead_of,
        order=_next_order(event),
    )
    if person is not None:
        _not_twice(event, person)
        _freeze(participation, person)
    _is_somebody(participation)
    _keep(participation, by=by)
    return participation


@transaction.atomic
def enrol(
    event: Event,
    *,
    everybody: Iterable[TookPart],
    state: str = ParticipationState.ATTENDED,
    by: User | None,
) -> list[Participation]:
    """Put several people on the list at once: all of them, or nobody."""
    return [
        take_part(
            event,
            person=somebody.person,
            organization=somebody.organization,
            name=somebody.name,
            organization_name=somebody.organization_name,
            capacity=somebody.capacity,
            roles=somebody.roles,
            state=somebody.state or state,
            by=by,
        )
        for somebody in everybody
    ]


@transaction.atomic
def link(participation: Participation, *, person: Person, by: User | None) -> Participation:
    """Say that the name on the list is this person of the directory.

    :raises AlreadyOnTheListError: if the person stands on the list a second time.
    """
    event = locked(participation.event)
    participation = locked(participation)
    _not_twice(event, person, besides=participation)
    participation.person = person
    _freeze(participation, person)
    _keep(participation, by=by)
    return participation


@transaction.atomic
def unlink(participation: Participation, *, by: User | None) -> Participation:
    """Take the person of the directory away again; the name stays as written."""
    event = locked(participation.event)
    participation = locked(participation)
    participation.person = None
    look_again(event)
    return save(participation, by=by)


@transaction.atomic
def correct(  # noqa: PLR0913 — what a list of participants says of somebody
    participation: Participation,
    *,
    organization: Organization | None,
    organization_name: str = "",
    capacity: str = "",
    roles: Sequence[str] = (),
    state: str,
    by: User | None,
) -> Participation:
    """Correct what the list says of somebody."""
    event = locked(participation.event)
    participation = locked(participation)
    participation.event = event
    participation.organization = organization
    participation.organization_name = clean_name(organization_name)
    participation.capacity = clean_name(capacity)
    participation.roles = _known_roles(roles)
    participation.state = ParticipationState(state)
    _is_somebody(participation)
    _keep(participation, by=by)
    return participation


@transaction.atomic
def move(participation: Participation, *, state: str, by: User | None) -> Participation:
    """Say whether somebody is invited, took part or did not come."""
    participation.event = locked(participation.event)
    participation = locked(participation)
    participation.state = ParticipationState(state)
    _keep(participation, by=by)
    return participation


@transaction.atomic
def withdraw(participation: Participation, *, by: User | None) -> None:
    """Take somebody off the list."""
    event = locked(participation.event)
    participation = locked(participation)
    look_again(event)
    delete(participation, by=by)


def _keep(participation: Participation, *, by: User | None) -> None:
    """Save what the list says, if the numbers allow it; who is reminded may be others now."""
    look_again(participation.event)
    save(participation, by=by)
    _counts_still_hold(participation)


def _is_somebody(participation: Participation) -> None:
    known = participation.person_id or participation.organization_id
    if not (known or participation.name or participation.organization_name):
        raise NobodyError(_("Write a name or choose an organization."))


def _known_roles(roles: Sequence[str]) -> list[str]:
    return [ParticipationRole(role).value for role in dict.fromkeys(roles)]


def _next_order(event: Event) -> int:
    last: int | None = event.participations.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _not_twice(event: Event, person: Person, *, besides: Participation | None = None) -> None:
    others = event.participations.filter(person=person)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise AlreadyOnTheListError(_("%(name)s is already on the list."), name=person.name)


def _freeze(participation: Participation, person: Person) -> None:
    """Keep the name, the organization and the position as they were that day."""
    participation.name = participation.name or person.name
    held = _positions(participation, person)
    if not held:
        return
    if participation.organization_id is None and not participation.organization_name:
        participation.organization = held[0].organization
    if not participation.capacity:
        participation.capacity = _in_words(held)[:300]


def _positions(participation: Participation, person: Person) -> list[Position]:
    """Return what the person was that day, in the organization they came for if one is known."""
    day = participation.event.day
    positions = person.positions.on(day) if day else person.positions.current()
    held = list(positions.select_related("organization"))
    organization = participation.organization_id
    return [position for position in held if position.organization_id == organization] or held


def _in_words(positions: list[Position]) -> str:
    if len({position.organization_id for position in positions}) == 1:
        return "; ".join(position.title for position in positions if position.title)
    return "; ".join(
        f"{position.title}, {position.organization.name}"
        if position.title
        else position.organization.name
        for position in positions
    )


def _counts_still_hold(participation: Participation) -> None:
    """Refuse a list that is longer than the number beside it."""
    if participation.state != ParticipationState.ATTENDED:
        return
    event = participation.event
    own = Q(organization=participation.organization_id) if participation.organization_id else Q()
    for head_count in event.head_counts.filter(Q(organization=None) | own):
        named = _named(event, head_count.organization)
        _at_least_the_named(named, head_count.people, head_count.women)


def _named(event: Event, organization: Organization | None) -> QuerySet[Participation]:
    """Return the people who took part and whose name is known."""
    named = event.participations.filter(
        Q(person__isnull=False) | ~Q(name=""), state=ParticipationState.ATTENDED
    )
    return named if organization is None else named.filter(organization=organization)


def _at_least_the_named(
    named: QuerySet[Participation], people: int | None, women: int | None
) -> None:
    if people is not None and (known := named.count()) > people:
        raise TooFewError(
            ngettext_lazy(
                "%(named)s person is named, so the number cannot be %(people)s. "
                "Correct the number or the list.",
                "%(named)s people are named, so the number cannot be %(people)s. "
                "Correct the number or the list.",
                "named",
            ),
            named=known,
            people=people,
        )
    if women is not None and (known := named.filter(person__sex=Sex.FEMALE).count()) > women:
        raise TooFewError(
            ngettext_lazy(
                "%(named)s woman is named, so the number of women cannot be %(women)s. "
                "Correct the number or the list.",
                "%(named)s women are named, so the number of women cannot be %(women)s. "
                "Correct the number or the list.",
                "named",
            ),
            named=known,
            women=women,
        )
