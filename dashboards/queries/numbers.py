"""The numbers on top of the dashboard; each counts the rows of a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, FilteredRelation, Q, QuerySet, Sum

from dashboards import facts
from dashboards.facts import Counted
from dashboards.queries import rows, tallies
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Span
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

    @property
    def is_whole(self) -> bool:
        """Whether the people of each workshop are known."""
        return self.workshops == self.workshops_with_figure


@dataclass(frozen=True)
class ActionsDue:
    """How many actions were due, done on time, and are overdue.

    ``late_at_first`` are those first due in the time, and not done by that day, which was moved.
    """

    total: int
    on_time: int
    overdue: int
    late_at_first: int = 0


@dataclass(frozen=True)
class Before:
    """The numbers of the period before, of what happened in it."""

    begun_pairings: int
    head_counts: HeadCounts
    actions: ActionsDue


@dataclass(frozen=True)
class Overview:
    """The four numbers of a scope; over all years nothing began in them or lies before."""

    open_pairings: int
    begun_pairings: int | None
    head_counts: HeadCounts
    actions: ActionsDue
    before: Before | None = None

    @property
    def workshops(self) -> int:
        """How many events took place, those without a number of people among them."""
        return self.head_counts.workshops


def overview(scope: Scope) -> Overview:
    """Return the numbers of ``scope``."""
    span, before = scope.span, scope.span_before
    return Overview(
        open_pairings=_pairings(scope),
        begun_pairings=_pairings(scope, span) if span.start else None,
        head_counts=head_counts_of(scope, span),
        actions=actions_due(scope, span),
        before=_before(scope, before) if before else None,
    )


def _before(scope: Scope, span: Span) -> Before:
    return Before(
        begun_pairings=_pairings(scope, span),
        head_counts=head_counts_of(scope, span),
        actions=actions_due(scope, span),
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


def head_counts_of(scope: Scope, span: Span) -> HeadCounts:
    """Say how many meetings there were in the span, and who came."""
    kept = tallies.of(scope, Counted.MEETINGS, span)
    if kept is None:
        return head_counts(rows.workshops(scope, span))
    names = facts.added_up(facts.of_figure(Counted.MEETINGS))
    sums = kept.aggregate(**{name: Sum(name, default=0) for name in names})
    return HeadCounts(
        people=sums["people"] if sums["with_people"] else None,
        women=sums["women"] if sums["with_women"] else None,
        people_where_women_known=sums["people_where_women_known"],
        workshops=sums["number"],
        workshops_with_figure=sums["with_people"],
        persons_with_disabilities=(
            sums["persons_with_disabilities"] if sums["with_disabilities"] else None
        ),
    )


def _pairings(scope: Scope, begun: Span | None = None) -> int:
    """Count the open pairings of the scope, or those that began in a stretch of days."""
    kept = None if scope.area else tallies.of(scope, Counted.PAIRINGS, begun)
    if kept is not None:
        return int(kept.aggregate(found=_sum())["found"])
    pairings = rows.open_pairings(scope)
    return pairings.filter(begun.of("started_on")).count() if begun else pairings.count()


def actions_due(scope: Scope, span: Span | None = None) -> ActionsDue:
    """Count the actions that were due in the span, and what came of them."""
    span = span or scope.span
    kept = tallies.of(scope, Counted.ACTIONS, span)
    if kept is not None:
        # Of today's month there are only days, so each row lies before today or does not.
        is_over = Q(day__lt=scope.today)
        moved = Q(word=facts.MOVED_LATE) | (Q(word=facts.MOVED_OPEN) & is_over)
        sums = {
            "total": ~Q(word__in=(facts.MOVED_OPEN, facts.MOVED_LATE)),
            "on_time": Q(word=facts.ON_TIME),
            "overdue": Q(word=facts.OPEN) & is_over,
            "late_at_first": moved,
        }
        return ActionsDue(**kept.aggregate(**{name: _sum(of) for name, of in sums.items()}))
    due = rows.actions_due(scope, span)
    counted = (due, due.on_time(), due.overdue(scope.today), rows.late_at_first(scope, span))
    return ActionsDue(*(found.count() for found in counted))


def _sum(of: Q | None = None) -> Sum:
    return Sum("number", filter=of, default=0)
