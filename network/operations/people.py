"""What can happen to a person, the forms of their name and their positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name
from core.records import save, save_all, save_changes
from network.models import Organization, Person, PersonName, Position
from network.operations import focal_points
from network.terms.people import Contact, NewPerson, PersonTerms, PositionTerms
from notifications.models import Recipient

# Nothing is known of how somebody is reached.
UNREACHED = Contact()
_DAY = timedelta(days=1)


class NameRecordedError(DomainError):
    """The person's name is already written so."""


class OtherAccountError(DomainError):
    """The person signs in by another account."""


class PositionHeldError(DomainError):
    """The person holds this position already."""


class PositionEndedError(DomainError):
    """The position has ended already."""


@transaction.atomic
def add(
    terms: PersonTerms,
    contact: Contact = UNREACHED,
    *,
    source_key: str | None = None,
    by: User | None,
) -> Person:
    """Write a person into the directory, with the address at which they are reached."""
    person = terms.write_to(Person(source_key=source_key))
    person.recipient = save(_recipient(person.name, contact), by=by)
    return save(person, by=by)


@transaction.atomic
def enter(
    terms: PersonTerms,
    contact: Contact = UNREACHED,
    *,
    position: PositionTerms | None = None,
    other_name: str = "",
    by: User | None,
) -> Person:
    """Write a person into the directory together with where they work, as one act."""
    person = add(terms, contact, by=by)
    if other_name:
        also_write(person, name=other_name, by=by)
    if position is not None:
        take_position(person, position, by=by)
    return person


@transaction.atomic
def enter_all(entries: Sequence[NewPerson], *, by: User | None) -> list[Person]:
    """Write several people into the directory in a constant number of statements."""
    _hold_houses([new.position for new in entries if new.position])
    recipients = save_all([_recipient(new.terms.name, new.contact) for new in entries], by=by)
    people = save_all(
        [
            new.terms.write_to(Person(recipient=recipient))
            for new, recipient in zip(entries, recipients, strict=True)
        ],
        by=by,
    )
    positions = [
        new.position.write_to(Position(person=person))
        for new, person in zip(entries, people, strict=True)
        if new.position
    ]
    save_all(positions, by=by)
    return people


def _hold_houses(positions: Sequence[PositionTerms]) -> None:
    """Hold where somebody will work, before them: whom a house concerns they concern as well."""
    keys = {terms.organization.pk for terms in positions}
    if keys:
        houses = Organization.objects.select_for_update(no_key=True).filter(pk__in=keys)
        list(houses.order_by("pk").values_list("pk"))


@transaction.atomic
def give_addresses(addresses: Mapping[int, str], *, by: User | None) -> int:
    """Keep an e-mail address for each of these people who has none; return how many got one."""
    lacking = Recipient.objects.select_for_update().filter(person__in=addresses, email="")
    owners = dict(Person.objects.filter(pk__in=addresses).values_list("recipient", "pk"))
    recipients = list(lacking)
    for recipient in recipients:
        recipient.email = addresses[owners[recipient.pk]].strip()
    save_changes(recipients, fields=["email"], by=by)
    return len(recipients)


@transaction.atomic
def correct(
    person: Person, terms: PersonTerms, contact: Contact, *, other_name: str = "", by: User | None
) -> Person:
    """Change what is known of a person and add another form of the name, as one act."""
    person = edit(person, terms, contact, by=by)
    if other_name:
        also_write(person, name=other_name, by=by)
    return person


@transaction.atomic
def edit(person: Person, terms: PersonTerms, contact: Contact, *, by: User | None) -> Person:
    """Change what is known of a person, and how they are reached."""
    person = terms.write_to(locked(person))
    save(person, by=by)
    _reach(person, contact, by=by)
    return person


@transaction.atomic
def reach_at(person: Person, *, email: str, by: User | None) -> Person:
    """Write down at which address mails reach a person; the rest stays as it is."""
    person = locked(person)
    _reach(person, replace(Contact.of(person), email=email), by=by)
    return person


@transaction.atomic
def sign_in_as(person: Person, *, user: User, by: User | None) -> Person:
    """Let ``user`` be the account of the person, who reads mails at its address from now on.

    The meetings at which they were are held before them: these are theirs to see from now on.

    :raises OtherAccountError: if the person has another account.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT concern_person_held(%s)", [person.pk])
    person = locked(person)
    if person.user_id not in (None, user.pk):
        raise OtherAccountError(_("%(name)s has an account already."), name=person)
    person.user = user
    save(person, by=by)
    _reach(person, replace(Contact.of(person), email=user.email), by=by)
    return person


@transaction.atomic
def also_write(person: Person, *, name: str, by: User | None) -> PersonName:
    """Record the person's name as another document prints it.

    :raises NameRecordedError: if it is written so already.
    """
    person = locked(person)
    name = clean_name(name)
    known = [person.name, person.local_name, *person.names.values_list("name", flat=True)]
    if name in known:
        raise NameRecordedError(_("%(name)s is already a name of this person."), name=name)
    return save(PersonName(person=person, name=name), by=by)


@transaction.atomic
def take_position(person: Person, terms: PositionTerms, *, by: User | None) -> Position:
    """Record what the person is in an organization; several at once are normal.

    :raises PositionHeldError: if the person holds the same position now.
    """
    _hold_houses([terms])
    person = locked(person)
    position = terms.write_to(Position(person=person))
    held = person.positions.current().filter(
        organization=position.organization, title=position.title
    )
    if held.exists():
        raise PositionHeldError(_("%(name)s holds this position already."), name=person)
    return save(position, by=by)


@transaction.atomic
def end_position(position: Position, *, on: date, by: User | None) -> Position:
    """Record the last day of a position; whoever leaves the institution answers for none of it.

    :raises PositionEndedError: if its end is recorded already.
    """
    position = locked(position)
    if position.ends_on is not None:
        raise PositionEndedError(_("This position has an end already."))
    position.ends_on = on
    save(position, by=by)
    _leave_with(position, on=on, by=by)
    return position


def _leave_with(position: Position, *, on: date, by: User | None) -> None:
    """End what the person answers for at an institution where no other position holds them."""
    house = position.organization
    root = house.parent_id or house.pk
    inside = Organization.objects.filter(Q(pk=root) | Q(parent=root))
    lasting = Q(ends_on=None) | Q(ends_on__gt=on)
    if not position.person.positions.filter(lasting, organization__in=inside).exists():
        focal_points.leave(position.person, inside, on=on + _DAY, by=by)


def _recipient(name: str, contact: Contact) -> Recipient:
    return Recipient(
        name=clean_name(name),
        email=contact.email.strip(),
        language=contact.language,
        time_zone=contact.time_zone,
    )


def _reach(person: Person, contact: Contact, *, by: User | None) -> None:
    """Tell the outbox; a new address is tried again even if the old one was refused.

    Capitals make no other address.
    """
    recipient, email = locked(person.recipient), contact.email.strip()
    if email.lower() != recipient.email.lower():
        recipient.refused_at, recipient.refused_reason = None, ""
    recipient.name, recipient.email = person.name, email
    recipient.language, recipient.time_zone = contact.language, contact.time_zone
    person.recipient = save(recipient, by=by)
