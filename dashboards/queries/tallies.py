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
    country = _country_of(scope, figure)
    if country is None or not scope.is_summed:
        return None
    programme = scope.programme.pk if scope.programme else _ANYWHERE
    found = Tally.objects.visible_to(scope.user).filter(
        figure=figure, country=country, programme=programme
    )
    if figure == Counted.MEETINGS and scope.modality:
        found = found.filter(word=scope.modality)
    return found.filter(_within(span, scope.today) if span else ~Q(unit=TallyUnit.DAY))


def differences() -> Iterator[str]:
    """Yield each key under which the tallies say something else than the facts."""
    for figure in Counted:
        names = triggers.added_up(figure)
        with connection.cursor() as cursor:
            cursor.execute(_compare(figure), [figure])
            for *key, kept, asked in cursor.fetchall():
                said = zip(names, kept or [0] * len(names), asked or [0] * len(names), strict=True)
                for name, one, other in said:
                    if one != other:
                        yield f"{' '.join(map(str, key))}: {name} {one}, by the facts {other}"


def _country_of(scope: Scope, figure: Counted) -> int | None:
    """Return under which country the reader finds what they see; None if under no single one.

    Of a country of their own an official sees all, and so of what they see it is what has a side
    there. What several countries of a reader share would be counted twice. Of meetings they see
    also those that they wrote down themselves. No meeting stands under its kind, nor under an
    area: what was agreed there is seen by who sees its pairing.
    """
    if figure == Counted.MEETINGS and (scope.area or scope.kind):
        return None
    reader = scope_of(scope.user)
    asked = scope.country.pk if scope.country else None
    if reader.is_staff:
        return asked or _ANYWHERE
    if asked is not None:
        return asked if asked in reader.countries else None
    of_countries = UserScope(coordinated=reader.coordinated, overseen=reader.overseen)
    if reader != of_countries or len(reader.countries) != 1 or figure == Counted.MEETINGS:
        return None
    return next(iter(reader.countries))


def _within(span: Span, today: date) -> Q:
    """Return the months that lie within, the days before and after them, and longer stretches.

    What is only known to lie between two days is within when it is for certain: nothing that has
    happened lies after today.
    """
    ends = span.end.replace(day=1)
    days, months = Q(unit=TallyUnit.DAY), Q(unit=TallyUnit.MONTH, day__lt=ends)
    begun = Q(day__gte=span.start) if span.start else Q(day__gt=date.min)
    found = Q(unit=TallyUnit.STRETCH) & begun & Q(day__lte=span.end)
    found |= days & begun & Q(day__gte=ends, day__lte=span.end)
    if span.start is None:
        found |= months & begun
    elif span.start < ends:
        first = _first_of_a_month(span.start)
        found |= (days & begun & Q(day__lt=first)) | (months & Q(day__gte=first))
    return found if span.end >= today else found & Q(until__lte=span.end)


def _first_of_a_month(day: date) -> date:
    """Return the first day of a month that is not before ``day``."""
    return day if day.day == 1 else (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _compare(figure: Counted) -> str:
    names = triggers.added_up(figure)
    each, sums = ", ".join(names), ", ".join(f"sum({name})" for name in names)
    return f"""
SELECT {triggers.KEY}, kept.said, asked.said
FROM (
    SELECT {triggers.KEY}, ARRAY[{sums}]::bigint[] AS said FROM dashboards_tally
    WHERE figure = %s GROUP BY {triggers.KEY} HAVING {triggers.comes_to(names)}
) AS kept
FULL JOIN (
    SELECT {triggers.KEY}, ARRAY[{each}]::bigint[] AS said
    FROM ({triggers.counted(figure)}) AS found
) AS asked USING ({triggers.KEY})
WHERE kept.said IS DISTINCT FROM asked.said ORDER BY {triggers.KEY}
"""
