"""What comes next in a part of the network: meetings, and what is to be done by its day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from core.pages import count
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Span
from events.models import Event
from events.models.events import EventQuerySet
from partnerships.models import Action, Commitment
from partnerships.models.actions import ActionQuerySet
from partnerships.models.commitments import CommitmentQuerySet

SHOWN = 6
DUE_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Coming:
    """A meeting, an action or an agreed area that lies ahead, between which days.

    Of some meetings only the month is known, of others nothing.
    """

    record: Event | Action | Commitment
    first: date | None
    last: date | None = None


@dataclass(frozen=True)
class Ahead:
    """The first of what lies ahead by its day, and how many there are, as far as they are counted.

    Meetings are those of any later day; the others are due within ``DUE_WITHIN``.
    """

    first: tuple[Coming, ...]
    meetings: int
    actions: int
    commitments: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.meetings + self.actions + self.commitments


def span(today: date) -> Span:
    """Return the days within which something is due next."""
    return Span(today, today + DUE_WITHIN)


def meetings(scope: Scope) -> EventQuerySet:
    """Return the meetings that are planned."""
    planned = Event.objects.visible_to(scope.user).upcoming(scope.today)
    return rows.meetings(planned, scope)


def actions(scope: Scope) -> ActionQuerySet:
    """Return the open actions that are due next."""
    return rows.actions_due(scope, span(scope.today)).open()


def commitments(scope: Scope) -> CommitmentQuerySet:
    """Return the open agreed areas whose time is over next."""
    promised = rows.of_pairings(Commitment.objects.visible_to(scope.user), scope)
    return promised.open().filter(span(scope.today).of("ends_on"))


def ahead(scope: Scope, shown: int = SHOWN) -> Ahead:
    """Return the first ``shown`` of what comes next in ``scope``.

    In all areas, and however people will meet: what a meeting agrees on nobody knows before, and an
    action has no area.
    """
    scope = replace(scope, area=None, modality="", kind=None)
    of_each = meetings(scope), actions(scope), commitments(scope)
    in_order: tuple[Any, ...] = (
        of_each[0].order_by(F("known_from").asc(nulls_last=True), "pk"),
        of_each[1].select_related("pairing").order_by("due_on", "pk"),
        of_each[2].select_related("pairing", "area").order_by("ends_on", "pk"),
    )
    first = [_coming(record) for found in in_order for record in found[:shown]]
    first.sort(key=lambda each: (each.first is None, each.first))
    return Ahead(tuple(first[:shown]), *map(count, of_each))


def _coming(record: Event | Action | Commitment) -> Coming:
    if isinstance(record, Event):
        first, last = record.day or record.earliest_day, record.last_day or record.latest_day
        return Coming(record, first, last)
    return Coming(record, record.due_on if isinstance(record, Action) else record.ends_on)
