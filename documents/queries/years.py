"""What South-South reports ask for, year by year: only what the records say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.functions import Coalesce, ExtractDay, ExtractYear

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from events.models import Donation
from partnerships.models import PeopleReached


@dataclass(frozen=True)
class Year:
    """The figures of a year; None is what nobody wrote down."""

    year: int
    workshops: int = 0
    workshops_with_figure: int = 0
    people: int | None = None
    women: int | None = None
    people_where_women_known: int | None = None
    person_days: int | None = None
    reached: int | None = None
    reached_women: int | None = None
    handed_over: int = 0


def by_year(scope: Scope) -> list[Year]:
    """Return each year of which there is something, the newest first, in three statements."""
    found: dict[int, dict[str, Any]] = {}
    for counted in (_workshops(scope), _reached(scope), _handed_over(scope)):
        for row in counted:
            found.setdefault(row["year"], {}).update(row)
    return [Year(**found[year]) for year in sorted(found, reverse=True)]


def donations(scope: Scope) -> QuerySet[Donation]:
    """Return what was handed over at the workshops of the scope, the newest first."""
    held = rows.workshops(scope).order_by().values("pk")
    shown = Donation.objects.select_related("event", "giver", "receiver")
    return shown.filter(event__in=held).order_by("-event__known_from", "order", "pk")


def _workshops(scope: Scope) -> QuerySet[Any, Any]:
    """Count workshops and the people who came; of some only is known that it was one of two years.

    A day of a person is known where the day of the workshop and the number of people are.
    """
    total = FilteredRelation("head_counts", condition=Q(head_counts__organization=None))
    lasted = ExpressionWrapper(Coalesce("last_day", "day") - F("day"), output_field=DurationField())
    known = Q(total__people__isnull=False)
    return (
        rows.workshops(scope)
        .order_by()
        .annotate(total=total, year=ExtractYear("known_from"))
        .filter(known_until__year=F("year"))
        .values("year")
        .annotate(
            workshops=Count("pk"),
            workshops_with_figure=Count("total__people"),
            people=Sum("total__people"),
            women=Sum("total__women", filter=known),
            people_where_women_known=Sum("total__people", filter=Q(total__women__isnull=False)),
            person_days=Sum(
                F("total__people") * (ExtractDay(lasted) + 1), filter=known & Q(day__isnull=False)
            ),
        )
    )


def _reached(scope: Scope) -> QuerySet[Any, Any]:
    """Add up the people that updates say were reached, by the year in which they were sent.

    Women count where the people are known, as on the dashboard.
    """
    return (
        PeopleReached.objects.filter(
            progress_update__in=rows.updates(scope).order_by().values("pk")
        )
        .order_by()
        .values(year=ExtractYear("progress_update__submitted_at"))
        .annotate(
            reached=Sum("total"),
            reached_women=Sum("women", filter=Q(total__isnull=False)),
        )
    )


def _handed_over(scope: Scope) -> QuerySet[Any, Any]:
    return (
        donations(scope)
        .order_by()
        .filter(event__known_until__year=ExtractYear("event__known_from"))
        .values(year=ExtractYear("event__known_from"))
        .annotate(handed_over=Count("pk"))
    )
