"""The numbers on top of the dashboard; each counts the rows of a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, FilteredRelation, Q, QuerySet, Sum

from dashboards import triggers
from dashboards.queries import rows, tallies
from dashboards.queries.scope import Scope, Span
from dashboards.triggers import Counted
from events.models import Event


@dataclass(frozen=True)
class HeadCounts:
    """How many people took part, as far as it is known."""

    people: int | None
    women: int | None
    people_where_women_known: int
    workshops: int
    workshops_with_figure: int
    persons_with_disabilities: int | None = None


@dataclass(frozen=True)
class ActionsDue:
    """How many actions were due, done on time, and are overdue."""

    total: int
    on_time: int
    overdue: int


@dataclass(frozen=True)
class Overview:
    """The four numbers of a scope; over all years nothing began in them or lies before."""

    open_pairings: int
    begun_pairings: int | None
    workshops_before: int | None
    head_counts: HeadCounts
    actions: ActionsDue

    @property
    def workshops(self) -> int:
        """How many events took place, those without a number of people among them."""
        return self.head_counts.workshops


def overview(scope: Scope) -> Overview:
    """Return the numbers of ``scope``."""
    span, before = scope.span, scope.span.before
    return Overview(
        open_pairings=_pairings(scope),
        begun_pairings=_pairings(scope, span) if span.start else None,
        workshops_before=rows.workshops(scope, before).count() if before else None,
        head_counts=head_counts(rows.workshops(scope)),
        actions=actions_due(scope),
    )


def head_counts(events: QuerySet[Event]) -> HeadCounts:
    """Add up the totals of ``events``; what is unknown stays out and is counted as unknown.

    Women count where the people are known: elsewhere nobody can say what share they are.
    """
    in_all = FilteredRelation("head_counts", condition=Q(head_counts__organization=None))
    women_known = Q(total__women__isnull=False)
    sums = events.annotate(total=in_all).aggregate(
        people=Sum("total__people"),
        women=Sum("total__women", filter=Q(total__people__isnull=False)),
        persons_with_disabilities=Sum("total__persons_with_disabilities"),
        people_where_women_known=Sum("total__people", filter=women_known, default=0),
        workshops=Count("pk"),
        workshops_with_figure=Count("total__people"),
    )
    return HeadCounts(**sums)


def _pairings(scope: Scope, begun: Span | None = None) -> int:
    """Count the open pairings of the scope, or those that began in a stretch of days."""
    kept = None if scope.area else tallies.of(scope, Counted.PAIRINGS, begun)
    if kept is not None:
        return int(kept.aggregate(found=_SUM)["found"])
    pairings = rows.open_pairings(scope)
    return pairings.filter(begun.of("started_on")).count() if begun else pairings.count()


def actions_due(scope: Scope) -> ActionsDue:
    """Count the actions that were due in the span, and what came of them."""
    kept = tallies.of(scope, Counted.ACTIONS, scope.span)
    if kept is not None:
        # Of today's month there are only days, so each row lies before today or does not.
        late = Q(word=triggers.OPEN, day__lt=scope.today)
        on_time = Sum("number", filter=Q(word=triggers.ON_TIME), default=0)
        overdue = Sum("number", filter=late, default=0)
        return ActionsDue(**kept.aggregate(total=_SUM, on_time=on_time, overdue=overdue))
    due = rows.actions_due(scope)
    return ActionsDue(due.count(), due.on_time().count(), due.overdue(scope.today).count())


_SUM = Sum("number", default=0)
