"""What is held on somebody: by kind for a page, and all of it for a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from accounts.models import User
from core.personal import Holding, holdings
from network.models import ContactView, Person

# So many of a kind stand on the page; the file has all.
MOST = 10


@dataclass(frozen=True)
class Subject:
    """Somebody of whom something is held: a person of the directory, an account, or both."""

    person: Person | None
    user: User | None

    @classmethod
    def of_user(cls, user: User) -> Subject:
        """Return whose account this is."""
        return cls(Person.objects.filter(user=user.pk).first(), user)

    @classmethod
    def of_person(cls, person: Person) -> Subject:
        """Return who this is, with their account if they have one."""
        return cls(person, person.user)

    @property
    def records(self) -> list[models.Model]:
        """The records that stand for them."""
        return [each for each in (self.person, self.user) if each is not None]


@dataclass(frozen=True)
class Held:
    """What is held of one kind: the newest rows, and how many there are besides."""

    holding: Holding
    rows: list[Any]
    more: int


def on_page(subject: Subject) -> list[Held]:
    """Return what is held on ``subject``, as far as a page has room."""
    found = ((each, rows_of(each, subject)) for each in holdings() if each.told)
    held = (_held(each, rows) for each, rows in found if rows is not None)
    return [each for each in held if each.rows]


def in_full(subject: Subject) -> Iterator[tuple[Holding, Iterator[dict[str, Any]]]]:
    """Yield all that is held on ``subject``: of each row what tells of a person, by field."""
    for each in holdings():
        rows = rows_of(each, subject)
        if rows is not None:
            yield each, (_values(each, row) for row in rows.iterator(chunk_size=500))


def looks(person: Person) -> models.QuerySet[ContactView]:
    """Return who looked at the address of ``person``, the latest first."""
    return ContactView.objects.filter(person=person).select_related("viewer")


def ending(subject: Subject, *, on: date) -> list[str]:
    """Return in words what ``subject`` holds that ends when they leave."""
    found = [
        (each, row)
        for each in holdings()
        if each.ends
        for row in rows_of(each, subject) or ()
        if (getattr(row, each.ends) or date.max) > on
    ]
    return [f"{each.told}: {_places(each, row)}" for each, row in found]


def _places(holding: Holding, row: models.Model) -> str:
    """Return where somebody holds something: the names of what its keys point to."""
    return ", ".join(str(getattr(row, name)) for name in _keys(holding) if getattr(row, name))


def rows_of(holding: Holding, subject: Subject) -> models.QuerySet[Any] | None:
    """Return the rows of one kind that tell of ``subject``; None if none can."""
    for record in subject.records:
        if holding.subject is not None and isinstance(record, holding.subject):
            return holding.rows_of(record).select_related(*_keys(holding)).order_by("-pk")
    return None


def fields_of(holding: Holding) -> list[models.Field[Any, Any]]:
    """Return the fields that tell of a person; the key to themselves says nothing new."""
    found: list[Any] = [holding.model._meta.get_field(name) for name in holding.personal]
    return [each for each in found if each.name != (holding.of or "").split("__")[0]]


def _keys(holding: Holding) -> list[str]:
    return [each.name for each in fields_of(holding) if each.related_model]


def _held(holding: Holding, rows: models.QuerySet[Any]) -> Held:
    newest = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(newest) > MOST else 0
    return Held(holding, newest[:MOST], more)


def _values(holding: Holding, row: models.Model) -> dict[str, Any]:
    return {each.name: _value(each, row) for each in fields_of(holding)}


def _value(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = getattr(row, field.name)
    return {"key": value.pk, "name": str(value)} if isinstance(value, models.Model) else value
