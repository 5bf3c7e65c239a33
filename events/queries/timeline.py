"""What happened in a pairing, in one line of time: meetings, updates, actions, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from accounts.models import User
from events.enums import NEW_OUTCOMES, Happening, TimelineKind
from events.models import Event, HeadCount, Outcome
from partnerships.enums import ActionState
from partnerships.models import Action, Agreement, Commitment, Designation, Pairing, ProgressUpdate
from partnerships.models.agreements import SIGNED_STATES

STEP = 20
MOST = 500


@dataclass(frozen=True)
class Entry:
    """One thing that happened; without a day it is still to be determined.

    Of what is only known by its month, quarter or year ``on`` and ``until`` are the ends of it.

    Of a meeting it tells how many people came (None is not known), and how many areas and actions
    came of it.
    """

    what: Happening
    on: date | None
    record: Event | ProgressUpdate | Action | Agreement | Designation
    people: int | None = None
    agreed: int = 0
    steps: int = 0
    until: date | None = None


@dataclass(frozen=True)
class Year:
    """The entries of one year; ``number`` is None for what has no day yet."""

    number: int | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Timeline:
    """The newest entries by year, and how many to ask for to see older ones."""

    kind: TimelineKind
    years: tuple[Year, ...]
    older: int | None


def timeline(
    pairing: Pairing, *, user: User, kind: TimelineKind = TimelineKind.ALL, show: int = STEP
) -> Timeline:
    """Return the newest ``show`` entries of ``pairing``, each source asked once."""
    show = min(max(show, 1), MOST)
    entries: list[Entry] = []
    for source in _SOURCES[kind]:
        entries += source(pairing, user, show + 1)
    entries.sort(key=_newest_first)
    shown = entries[:show]
    years = groupby(shown, key=lambda entry: entry.on.year if entry.on else None)
    return Timeline(
        kind,
        tuple(Year(number, tuple(inside)) for number, inside in years),
        older=show + STEP if len(entries) > show and show < MOST else None,
    )


def _newest_first(entry: Entry) -> tuple[int, int, str, int]:
    """Order: what has no day yet, then the newest; on one day by kind, then the newest row."""
    if entry.on is None:
        return (0, 0, entry.what.kind, -entry.record.pk)
    return (1, -entry.on.toordinal(), entry.what.kind, -entry.record.pk)


def _meetings(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    total = HeadCount.objects.filter(event=OuterRef("pk"), organization=None)
    agreed, steps = Commitment.objects.visible_to(user), Action.objects.visible_to(user)
    met = (
        Event.objects.visible_to(user)
        .filter(pairings__pairing=pairing)
        .select_related("type")
        .annotate(
            people=Subquery(total.values("people")[:1]),
            agreed=Count(
                "outcomes",
                Q(outcomes__commitment__in=agreed, outcomes__kind__in=NEW_OUTCOMES),
                distinct=True,
            ),
            steps=Count(
                "outcomes",
                Q(outcomes__action__in=steps, outcomes__kind__in=NEW_OUTCOMES),
                distinct=True,
            ),
        )
        .order_by(F("known_from").desc(nulls_first=True), "-pk")
    )
    for event in met[:limit]:
        yield _meeting(event)


def _meeting(event: Any) -> Entry:
    counts = (event.people, event.agreed, event.steps)
    return Entry(Happening.MET, event.first_day, event, *counts, until=event.latest_day)


def _updates(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    written = (
        ProgressUpdate.objects.visible_to(user)
        .current()
        .filter(pairing=pairing)
        .select_related("action", "commitment__area", "author", "submitted_by")
        .order_by("-submitted_at", "-pk")
    )
    for update in written[:limit]:
        yield Entry(Happening.UPDATED, timezone.localdate(update.submitted_at), update)


def _actions_closed(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    closed = _actions(pairing, user).filter(closed_on__isnull=False)
    for action in closed.order_by("-closed_on", "-pk")[:limit]:
        is_done = action.state == ActionState.DONE
        what = Happening.ACTION_DONE if is_done else Happening.ACTION_DROPPED
        yield Entry(what, action.closed_on, action)


def _actions_planned(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    """Return every planned action; one that a meeting decided has the day of the meeting."""
    return _planned(_actions(pairing, user), limit)


def _actions_planned_apart(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    """Return the planned actions that no meeting tells of already."""
    return _planned(_actions(pairing, user).filter(outcomes=None), limit)


def _actions(pairing: Pairing, user: User) -> QuerySet[Action]:
    actions = Action.objects.visible_to(user).filter(pairing=pairing)
    return actions.select_related("organization", "person")


def _planned(actions: QuerySet[Action], limit: int) -> Iterable[Entry]:
    decided = Outcome.objects.filter(action=OuterRef("pk")).order_by("event__known_from")
    first = Subquery(decided.values("event__known_from")[:1], output_field=DateField())
    day = Coalesce(first, TruncDate("created_at"))
    latest = Subquery(decided.values("event__latest_day")[:1])
    planned = actions.annotate(planned_on=day, planned_until=latest)
    entries = _entries(Happening.ACTION_PLANNED, "planned_on", planned, limit)
    return [replace(each, until=each.record.planned_until) for each in entries]  # type: ignore[union-attr]


def _agreements(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    signed = Agreement.objects.visible_to(user).filter(
        pairing=pairing, state__in=SIGNED_STATES, signed_on__isnull=False
    )
    return _entries(Happening.SIGNED, "signed_on", signed.select_related("type"), limit)


def _designations(pairing: Pairing, user: User, limit: int) -> Iterable[Entry]:
    given = Designation.objects.visible_to(user).filter(pairing=pairing, given_on__isnull=False)
    conferred = given.select_related("conferred_by", "conferred_on")
    return _entries(Happening.TITLE_GIVEN, "given_on", conferred, limit)


def _entries(what: Happening, day: str, records: QuerySet[Any], limit: int) -> Iterable[Entry]:
    """Return the newest of ``records`` by the field that holds their day."""
    newest = records.order_by(f"-{day}", "-pk")[:limit]
    return [Entry(what, getattr(record, day), record) for record in newest]


Source = Callable[["Pairing", "User", int], Iterable[Entry]]
_SOURCES: dict[TimelineKind, tuple[Source, ...]] = {
    TimelineKind.ALL: (
        _meetings,
        _updates,
        _actions_closed,
        _actions_planned_apart,
        _agreements,
        _designations,
    ),
    TimelineKind.WORKSHOPS: (_meetings,),
    TimelineKind.UPDATES: (_updates,),
    TimelineKind.ACTIONS: (_actions_closed, _actions_planned),
    TimelineKind.AGREEMENTS: (_agreements, _designations),
}
