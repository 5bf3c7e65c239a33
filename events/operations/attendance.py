"""Who took part in an event, by name and by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.normalisation import fold
from core.records import delete, delete_all, save, save_all, save_changes
from events.enums import CountMethod, ParticipationRole, ParticipationState
from events.models import Event, HeadCount, Participation
from events.operations.rolls import Roll, group_of
from events.queries.attendance import usual_state
from events.terms.attendance import HeadCountTerms, ParticipationTerms
from events.wording import titles
from network.models import Organization, Person, Position
from network.operations import people

_MORE_THAN_ALL = (
    _("There cannot be more women than people."),
    _("There cannot be more persons with disabilities than people."),
    _("There cannot be more people online than in all."),
)


class NumbersError(DomainError):
    """The numbers say nothing, or contradict each other."""


class NobodyError(DomainError):
    """Neither a person nor an organization was given."""


@transaction.atomic
def record_headcount(event: Event, terms: HeadCountTerms, *, by: User | None) -> HeadCount:
    """Write down how many took part, in all or of one organization.

    :raises TooFewError: if more people are named than the number says.
    """
    event = locked(event)
    known = event.head_counts.filter(organization=terms.organization).first()
    head_count = _counted(known or HeadCount(event=event), terms)
    Roll.of(event).expect(head_count)
    return save(head_count, by=by)


@transaction.atomic
def take_part(event: Event, terms: ParticipationTerms, *, by: User | None) -> Participation:
    """Put somebody on the list: a person, an organization, or a name as it was written.

    The position of that day is frozen from the directory when no capacity is given.
    """
    return enrol(event, [terms], by=by)[0]


@transaction.atomic
def enrol(
    event: Event,
    everybody: Sequence[ParticipationTerms],
    *,
    addresses: Mapping[int, str] | None = None,
    by: User | None,
) -> list[Participation]:
    """Put several people on the list at once: all of them, or nobody.

    ``addresses`` are the e-mail addresses that stood beside the names, by the key of the person.
    """
    event = locked(event)
    if addresses:
        people.give_addresses(addresses, by=by)
    return save_all(participations_of(event, everybody, Roll.of(event)), by=by)


def participations_of(
    event: Event, everybody: Sequence[ParticipationTerms], roll: Roll
) -> list[Participation]:
    """Return the rows of those who are added to ``roll``; nothing is saved."""
    held = _positions(event, [terms.person for terms in everybody if terms.person])
    listed = []
    for order, terms in enumerate(everybody, start=roll.next_order):
        participation = _listed(event, terms, order)
        if terms.person is not None:
            _freeze(participation, terms.person, held[terms.person.pk])
        _is_somebody(participation)
        roll.add(participation)
        listed.append(participation)
    return listed


def head_counts_of(event: Event, numbers: Sequence[HeadCountTerms], roll: Roll) -> list[HeadCount]:
    """Return the rows of the numbers of a new event; of two of an organization the last holds."""
    head_counts = {}
    for terms in numbers:
        head_count = _counted(HeadCount(event=event), terms)
        roll.expect(head_count)
        head_counts[head_count.organization_id] = head_count
    return list(head_counts.values())


@transaction.atomic
def link(participation: Participation, *, person: Person, by: User | None) -> Participation:
    """Say that the name on the list is this person of the directory.

    :raises AlreadyOnTheListError: if the person stands on the list a second time.
    """
    participation = _held(participation)
    participation.person = person
    _freeze(participation, person, _positions(participation.event, [person])[person.pk])
    return _save(participation, by=by)


@transaction.atomic
def link_organization(
    participation: Participation, *, organization: Organization, by: User | None
) -> list[Participation]:
    """Say that the organization on the list is this one of the directory, wherever it stands there.

    It stands there once: what is written a second time goes. Its number becomes one that counts.

    :raises TooFewError: if more people are named than the number of the organization says.
    """
    participation = _held(participation)
    listed = participation.event.participations.select_for_update().filter(organization=None)
    asked = fold(participation.organization_name)
    same = [one for one in listed if asked and fold(one.organization_name) == asked]
    for one in same:
        one.organization = organization
    _count(participation.event, same, by=by)
    doubles = _doubles(participation.event, organization, same)
    delete_all(participation.event.participations.filter(pk__in=doubles), by=by)
    kept = [one for one in same if one.pk not in doubles]
    save_changes(kept, fields=["organization", "capacity"], by=by)
    _judge_again(participation.event)
    return kept


@transaction.atomic
def correct(
    participation: Participation, terms: ParticipationTerms, *, by: User | None
) -> Participation:
    """Correct what the list says of somebody."""
    participation = _fill(_held(participation), terms)
    _is_somebody(participation)
    _count(participation.event, [participation], by=by)
    return _save(participation, by=by)


@transaction.atomic
def move(participation: Participation, *, state: str, by: User | None) -> Participation:
    """Say whether somebody is invited, took part or did not come."""
    participation = _held(participation)
    participation.state = ParticipationState(state)
    return _save(participation, by=by)


@transaction.atomic
def withdraw(participation: Participation, *, by: User | None) -> None:
    """Take somebody off the list."""
    delete(_held(participation), by=by)


def _held(participation: Participation) -> Participation:
    """Return what the list says of somebody, locked after the whole list."""
    event = locked(participation.event)
    participation = locked(participation)
    participation.event = event
    return participation


def _save(participation: Participation, *, by: User | None) -> Participation:
    """Save what the list says, if it allows that; who is reminded may be others now."""
    Roll.of(participation.event, besides=participation).add(participation)
    return save(participation, by=by)


def _doubles(event: Event, organization: Organization, linked: Iterable[Participation]) -> set[int]:
    """Return the rows of ``linked`` that say the same of the organization as another row."""
    known = event.participations.filter(organization=organization)
    seen = {group_of(one) for one in known} - {None}
    doubles = set()
    for one in linked:
        group = group_of(one)
        if group in seen:
            doubles.add(one.pk)
        elif group is not None:
            seen.add(group)
    return doubles


def _count(event: Event, rows: Iterable[Participation], *, by: User | None) -> None:
    """Make numbers of what stood in words as long as no organization was known.

    Where a number of the organization is known already, that one holds.
    """
    counted = set(event.head_counts.values_list("organization", flat=True))
    numbers: list[HeadCountTerms] = []
    for one in rows:
        house = one.organization if group_of(one) else None
        said = titles.numbers_in(one.capacity)
        if house and said and house.pk not in counted:
            counted.add(house.pk)
            numbers.append(HeadCountTerms.partly(said, organization=house))
            one.capacity = ""
    save_all([_counted(HeadCount(event=event), each) for each in numbers], by=by)


def _judge_again(event: Event) -> None:
    """Hold the list against its numbers: an organization may have more people now."""
    roll = Roll.of(event)
    for head_count in event.head_counts.all():
        roll.expect(head_count)


def _listed(event: Event, terms: ParticipationTerms, order: int) -> Participation:
    return _fill(Participation(event=event, order=order), terms)


def _fill(participation: Participation, terms: ParticipationTerms) -> Participation:
    """Let the list say this; who is named before the day is only invited."""
    participation = terms.write_to(participation)
    participation.roles = [ParticipationRole(role).value for role in dict.fromkeys(terms.roles)]
    participation.state = ParticipationState(terms.state or usual_state(participation.event))
    return participation


def _counted(head_count: HeadCount, terms: HeadCountTerms) -> HeadCount:
    people = terms.people
    some = (terms.women, terms.persons_with_disabilities, terms.online)
    if all(number is None for number in (people, *some)):
        raise NumbersError(_("Enter how many people took part, or how many women."))
    for number, said in zip(some, _MORE_THAN_ALL, strict=True):
        if people is not None and number is not None and number > people:
            raise NumbersError(said)
    head_count = terms.write_to(head_count)
    head_count.method = CountMethod(terms.method)
    return head_count


def _is_somebody(participation: Participation) -> None:
    known = participation.person_id or participation.organization_id
    if not (known or participation.name or participation.organization_name):
        raise NobodyError(_("Write a name or choose an organization."))


def _freeze(participation: Participation, person: Person, held: list[Position]) -> None:
    """Keep the name, the organization and the position as they were that day."""
    participation.name = participation.name or person.name
    own = [one for one in held if one.organization_id == participation.organization_id] or held
    if not own:
        return
    if participation.organization_id is None and not participation.organization_name:
        participation.organization = own[0].organization
    if not participation.capacity:
        participation.capacity = _in_words(own)[:300]


def _positions(event: Event, people: Sequence[Person]) -> dict[int, list[Position]]:
    """Return what each of ``people`` was on the day of the event, or all the time it may be in."""
    held: dict[int, list[Position]] = {person.pk: [] for person in people}
    if not held:
        return held
    first, last = event.first_day, event.day or event.latest_day
    positions = Position.objects.current()
    if first and last:
        positions = Position.objects.on(first).on(last)
    for position in positions.filter(person__in=held).select_related("organization"):
        held[position.person_id].append(position)
    return held


def _in_words(positions: list[Position]) -> str:
    if len({position.organization_id for position in positions}) == 1:
        return "; ".join(position.title for position in positions if position.title)
    return "; ".join(
        f"{position.title}, {position.organization.name}"
        if position.title
        else position.organization.name
        for position in positions
    )
