"""Leaving the network: what somebody holds ends at once, and some weeks later their name goes.

What ends, goes and stays is said of each model in ``<app>/personal.py``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import locked
from core.errors import DomainError
from core.personal import Holding, empty_of, holdings
from core.records import as_actor, save
from core.search import remake
from network.models import Person
from network.operations import accounts, histories, memberships
from network.wording.holdings import former_name
from notifications.models import Message
from notifications.operations import messages


class LeftAlreadyError(DomainError):
    """The person has left the network."""


class NameGoneError(DomainError):
    """The person has left, and nobody knows any more who they were."""


@transaction.atomic
def leave(person: Person, *, by: User | None, now: datetime) -> Person:
    """Let ``person`` go: positions, seats and roles end, no link or account of theirs opens.

    :raises LeftAlreadyError: if they have left.
    :raises LastStaffError: if nobody of the project staff would be left.
    """
    person = locked(person)
    if person.left_at is not None:
        raise LeftAlreadyError(_("%(name)s has left already."), name=person)
    if person.user is not None:
        _end_roles(person.user, by=by, on=now.astimezone(UTC).date())
    with as_actor(by):
        for each in holdings():
            _end(each, person, now)
    if person.user is not None and person.user.is_active:
        person.user = accounts.close(person.user, by=by, now=now)
    messages.cancel_pending(Message.objects.to(person.recipient))
    person.left_at = now
    return save(person, by=by)


def _end_roles(user: User, *, by: User | None, on: date) -> None:
    for role in user.memberships.filter(Q(ends_on=None) | Q(ends_on__gt=on)):
        memberships.end(role, on=on, by=by)


@transaction.atomic
def come_back(person: Person, *, by: User | None) -> Person:
    """Take back that ``person`` left; what has ended is given anew by hand, the account as well.

    :raises NameGoneError: if their name has gone.
    """
    person = locked(person)
    if person.forgotten_at is not None:
        raise NameGoneError(_("We removed the name. Add the person anew."))
    person.left_at = None
    return save(person, by=by)


def forget_due(*, now: datetime) -> int:
    """Let the names of those go who left long enough ago; return how many those are."""
    count = 0
    while _forget_next(now):
        count += 1
    return count


def due(now: datetime) -> models.QuerySet[Person]:
    """Return whose time to come back is over."""
    before = now - timedelta(days=settings.KEEP_LEAVERS_DAYS)
    return Person.objects.filter(left_at__lte=before, forgotten_at=None).order_by("pk")


@transaction.atomic
def _forget_next(now: datetime) -> bool:
    """Each in a transaction of its own; whom another process is at is left to it."""
    person = due(now).select_for_update(of=("self",), skip_locked=True).first()
    if person is None:
        return False
    _forget(person, now)
    return True


def _forget(person: Person, now: datetime) -> None:
    for each in holdings():
        if each.written and each.of:
            _leave_on_paper(each, each.of, person)
    former = former_name(person)
    theirs = [(each, subject) for each in holdings() for subject in _subjects(person)]
    for each, subject in theirs:
        _blank(each, subject, former)
    # Words of one record stand in the searched texts of another: all go first.
    for each, subject in theirs:
        remake(each.rows_of(subject))
    Person.objects.filter(pk=person.pk).update(forgotten_at=now)
    histories.forget(person)


def _leave_on_paper(holding: Holding, way: str, person: Person) -> None:
    """Keep the name that a paper has, before it goes, and cut what leads from it to the person."""
    rows = holding.rows_of(person)
    rows.filter(**{holding.written: ""}).update(**{holding.written: person.name})
    rows.update(**{way: None})


def _subjects(person: Person) -> list[models.Model]:
    return [person, *([person.user] if person.user else [])]


def _end(holding: Holding, person: Person, now: datetime) -> None:
    """Fill in the last day; what had not begun never did."""
    if not holding.ends:
        return
    today = timezone.localdate(now)
    for subject in _subjects(person):
        lasting = Q(**{holding.ends: None}) | Q(**{f"{holding.ends}__gt": today})
        last: Any = Greatest(models.Value(today), F("starts_on"))
        holding.rows_of(subject).filter(lasting).update(**{holding.ends: last})


def _blank(holding: Holding, subject: models.Model, former: str) -> None:
    rows = holding.rows_of(subject)
    if holding.goes:
        rows.delete()
        return
    for name in holding.names.split():
        rows.exclude(**{name: ""}).update(**{name: former})
    columns: list[Any] = [holding.model._meta.get_field(name) for name in holding.cleared.split()]
    if columns:
        rows.update(**{each.name: _emptied(each, subject) for each in columns})


def _emptied(column: models.Field[Any, Any], subject: models.Model) -> Any:
    """Return what a column holds when it says nothing; no two accounts have the same address."""
    if column.unique and not column.null:
        return f"left-{subject.pk}@left.invalid"
    return empty_of(column)
