"""What the tallies say of a scope: sums over few keys, however large the network is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from dashboards import triggers
from dashboards.models import Tally
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Span
from dashboards.triggers import Counted, TallyUnit
from network.models import UserScope, scope_of

_ANYWHERE = 0


def of(scope: Scope, figure: Counted, span: Span | None = None) -> QuerySet[Tally] | None:
    """Return the tallies to add up; None where what the reader sees is no sum of them.

    ``span`` narrows to what has a day in it.
    """
    country = _country_of(scope)
    if country is None or scope.phase:
        return None
    programme = scope.programme.pk if scope.programme else _ANYWHERE
    found = Tally.objects.visible_to(scope.user).filter(
        figure=figure, country=country, programme=programme
    )
    return found.filter(_within(span) if span else Q(unit=TallyUnit.MONTH))


def differences() -> Iterator[str]:
    """Yield each key under which the tallies say something else than the facts."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE)
        for *key, kept, asked in cursor.fetchall():
            yield f"{' '.join(map(str, key))}: {kept or 0}, by the facts {asked or 0}"


def _country_of(scope: Scope) -> int | None:
    """Return under which country the reader finds what they see; None if under no single one.

    Of a country of their own an official sees all, and so of what they see it is what has a side
    there. What several countries of a reader share would be counted twice.
    """
    reader = scope_of(scope.user)
    asked = scope.country.pk if scope.country else None
    if reader.is_staff:
        return asked or _ANYWHERE
    if asked is not None:
        return asked if asked in reader.countries else None
    of_countries = UserScope(coordinated=reader.coordinated, overseen=reader.overseen)
    if reader != of_countries or len(reader.countries) != 1:
        return None
    return next(iter(reader.countries))


def _within(span: Span) -> Q:
    """Return the months that lie within, and the days before and after them."""
    ends = span.end.replace(day=1)
    days, months = Q(unit=TallyUnit.DAY), Q(unit=TallyUnit.MONTH, day__lt=ends)
    last = days & Q(day__gte=ends, day__lte=span.end)
    if span.start is None:
        return (months & Q(day__gt=date.min)) | last
    if span.start >= ends:
        return days & Q(day__gte=span.start, day__lte=span.end)
    first = _first_of_a_month(span.start)
    return (days & Q(day__gte=span.start, day__lt=first)) | (months & Q(day__gte=first)) | last


def _first_of_a_month(day: date) -> date:
    """Return the first day of a month that is not before ``day``."""
    return day if day.day == 1 else (day.replace(day=28) + timedelta(days=4)).replace(day=1)


_COMPARE = f"""
SELECT {triggers.KEY}, kept.number, asked.number
FROM (
    SELECT {triggers.KEY}, sum(number) AS number FROM dashboards_tally
    GROUP BY {triggers.KEY} HAVING sum(number) <> 0
) AS kept
FULL JOIN ({triggers.counted()}) AS asked USING ({triggers.KEY})
WHERE kept.number IS DISTINCT FROM asked.number ORDER BY {triggers.KEY}
"""
