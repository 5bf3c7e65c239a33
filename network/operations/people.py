"""What can happen to a person, the forms of their name and their positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locked
from core.errors import DomainError
from core.normalisation import clean_name, fold
from core.records import save
from network.enums import NameOrder, Sex
from network.models import Person, PersonName, Position
from notifications.models import Recipient

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from network.models import Country, Honorific, Organization

_NAMES = {"name", "local_name", "family_name", "given_name"}
_EDITABLE = _NAMES | {"honorific", "name_order", "sex", "country", "phone", "user"}
_REACHED = {"email", "language", "time_zone"}


class NameRecordedError(DomainError):
    """The person's name is already written so."""


class PositionHeldError(DomainError):
    """The person holds this position already."""


class PositionEndedError(DomainError):
    """The position has ended already."""


@transaction.atomic
def add(  # noqa: PLR0913 — a person is made of these
    *,
    name: str,
    honorific: Honorific | None = None,
    local_name: str = "",
    family_name: str = "",
    given_name: str = "",
    name_order: str = NameOrder.UNKNOWN,
    sex: str = Sex.UNKNOWN,
    country: Country | None = None,
    phone: str = "",
    email: str = "",
    language: str = "en",
    time_zone: str = "Asia/Bangkok",
    user: User | None = None,
    source_key: str | None = None,
    by: User | None,
) -> Person:
    """Write a person into the directory, with the address at which they are reached."""
    name = clean_name(name)
    recipient = Recipient(name=name, email=email.strip(), language=language, time_zone=time_zone)
    person = Person(
        name=name,
        honorific=honorific,
        local_name=clean_name(local_name),
        family_name=clean_name(family_name),
        given_name=clean_name(given_name),
        name_order=name_order,
        sex=sex,
        country=country,
        phone=phone.strip(),
        recipient=save(recipient, by=by),
        user=user,
        source_key=source_key,
    )
    person.search_text = _search_text(person, ())
    return save(person, by=by)


@transaction.atomic
def enter(
    *,
    organization: Organization | None = None,
    title: str = "",
    other_name: str = "",
    by: User | None,
    **facts: Any,
) -> Person:
    """Write a person into the directory together with where they work, as one act."""
    person = add(**facts, by=by)
    if other_name:
        also_write(person, name=other_name, by=by)
    if organization is not None:
        take_position(person, organization=organization, title=title, by=by)
    return person


@transaction.atomic
def correct(person: Person, *, other_name: str = "", by: User | None, **changes: Any) -> Person:
    """Change what is known of a person and add another form of the name, as one act."""
    person = edit(person, by=by, **changes)
    if other_name:
        also_write(person, name=other_name, by=by)
    return person


@transaction.atomic
def edit(person: Person, *, by: User | None, **changes: Any) -> Person:
    """Change what is known of a person, and how they are reached."""
    if unknown := changes.keys() - _EDITABLE - _REACHED:
        raise TypeError(f"A person has no {sorted(unknown)} to edit.")
    person = locked(person)
    for field in changes.keys() & _EDITABLE:
        value = changes[field]
        setattr(person, field, clean_name(value) if field in _NAMES else value)
    _write(person, by=by)
    reached = {field: changes[field] for field in changes.keys() & _REACHED}
    _reach(person, {"name": person.name, **reached}, by=by)
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
    other = save(PersonName(person=person, name=name), by=by)
    _write(person, by=by)
    return other


@transaction.atomic
def take_position(
    person: Person,
    *,
    organization: Organization,
    title: str = "",
    starts_on: date | None = None,
    order: int = 0,
    by: User | None,
) -> Position:
    """Record what the person is in an organization; several at once are normal.

    :raises PositionHeldError: if the person holds the same position now.
    """
    person = locked(person)
    title = clean_name(title)
    held = person.positions.current().filter(organization=organization, title=title)
    if held.exists():
        raise PositionHeldError(_("%(name)s holds this position already."), name=person)
    position = Position(
        person=person, organization=organization, title=title, starts_on=starts_on, order=order
    )
    return save(position, by=by)


@transaction.atomic
def end_position(position: Position, *, on: date, by: User | None) -> Position:
    """Record the last day of a position.

    :raises PositionEndedError: if its end is recorded already.
    """
    position = locked(position)
    if position.ends_on is not None:
        raise PositionEndedError(_("The end of this position is recorded already."))
    position.ends_on = on
    return save(position, by=by)


def _write(person: Person, *, by: User | None) -> None:
    others = person.names.values_list("name", flat=True)
    person.search_text = _search_text(person, tuple(others))
    save(person, by=by)


def _search_text(person: Person, others: tuple[str, ...]) -> str:
    names = [person.name, person.local_name, person.family_name, person.given_name, *others]
    folded = (fold(name) for name in names)
    return " ".join(dict.fromkeys(name for name in folded if name))


def _reach(person: Person, changes: dict[str, str], *, by: User | None) -> None:
    """Tell the outbox; a new address is tried again even if the old one was refused."""
    recipient = locked(person.recipient)
    if "email" in changes and changes["email"].strip() != recipient.email:
        recipient.refused_at, recipient.refused_reason = None, ""
    for field, value in changes.items():
        setattr(recipient, field, value.strip())
    person.recipient = save(recipient, by=by)
