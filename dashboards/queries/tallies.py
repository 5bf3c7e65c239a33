"""What the tallies say of a scope: sums over few keys, however large the network is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import F, Func, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from dashboards import facts, triggers
from dashboards.facts import Counted, TallyUnit
from dashboards.models import Tally
from dashboards.queries import rows
from dashboards.queries.scope import Scope
from dashboards.terms.periods import ONE_DAY, Span
from network.models import Country, UserScope, scope_of
from partnerships.models.updates import ProgressUpdateQuerySet

_ANYWHERE = 0
_ALMOST_A_DAY = ONE_DAY - timedelta(microseconds=1)
# The country of a key; and each of those under which something stands that was added just now.
COUNTRY = rows.each_of(Coalesce("countries", Func(F("country"), template="ARRAY[%(expressions)s]")))


def of(scope: Scope, figure: Counted, span: Span | None = None) -> QuerySet[Tally] | None:
    """Return the tallies to add up; None where what the reader sees is no sum of them.

    ``span`` narrows to what has a day in it.
    """
    country = _country_of(scope, figure)
    if country is None or not scope.is_summed:
        return None
    return _under([country], scope, figure, span)


def of_countries(scope: Scope, figure: Counted, span: Span | None = None) -> QuerySet[Tally] | None:
    """Return the tallies under each country, where the reader sees everything.

    What was added just now stands in them once for all its countries.
    """
    if scope.country or not scope.is_summed or not scope_of(scope.user).is_staff:
        return None
    every = list(Country.objects.values_list("pk", flat=True))
    return _under(every, scope, figure, span)


def updates(scope: Scope) -> tuple[QuerySet[Tally] | None, ProgressUpdateQuerySet]:
    """Return the tallies of the updates of the scope, and the rows that they do not count.

    Where a reader lives the days begin at another time than those of the tallies. What they wrote
    on the first and on the last of these is few.
    """
    sent, span = rows.updates(scope), scope.span
    start = _utc(span.start) if span.start else None
    end = _utc(span.end + ONE_DAY)
    first = (start + _ALMOST_A_DAY).date() if start else None
    whole = Span(first, end.date() - ONE_DAY)
    kept = of(scope, Counted.UPDATES, whole)
    if kept is None or (first and first > whole.end):
        return None, sent
    cut = [(_midnight(end.date()), end)]
    if start and first:
        cut.append((start, _midnight(first)))
    ends = [Q(submitted_at__gte=one, submitted_at__lt=other) for one, other in cut if one < other]
    return kept, sent.filter(reduce(or_, ends)) if ends else sent.none()


def _utc(day: date) -> datetime:
    """Return when a day begins where the reader lives."""
    return datetime.combine(day, time.min, timezone.get_current_timezone()).astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def differences() -> Iterator[str]:
    """Yield each key under which the tallies say something else than the facts."""
    for figure in Counted:
        names = facts.added_up(facts.of_figure(figure))
        with connection.cursor() as cursor:
            cursor.execute(_compare(figure, names))
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


def _under(
    countries: list[int], scope: Scope, figure: Counted, span: Span | None
) -> QuerySet[Tally]:
    """Return what stands under one of the countries, the programme and the words of the scope.

    Each stretch of keys is told as a whole, so that it is looked up by the index.
    """
    programme = scope.programme.pk if scope.programme else _ANYWHERE
    of_key = Q(is_folded=True, figure=figure, country__in=countries, programme=programme)
    added = Q(is_folded=False, figure=figure, countries__overlap=countries)
    added &= Q(programmes__contains=[programme])
    if span:
        added &= _begun(span) & Q(day__lte=span.end)
    if figure == Counted.DEADLINES:
        added &= Q(until__lt=scope.today)
    stretches = [of_key & each for each in _within(span, scope.today, figure)]
    found = Tally.objects.visible_to(scope.user).filter(reduce(or_, [*stretches, added]))
    if figure != Counted.DEADLINES and span and span.end < scope.today:
        # Nothing that has happened lies after today.
        found = found.filter(until__lte=span.end)
    if figure == Counted.MEETINGS and scope.modality:
        found = found.filter(word=scope.modality)
    if scope.area and figure in (Counted.COMMITMENTS, Counted.DEADLINES):
        found = found.filter(area__in=scope.area.with_parts())
    return found


def _within(span: Span | None, today: date, figure: Counted) -> Iterator[Q]:
    """Yield the keys of a figure that lie in the span; of deadlines, those that are over."""
    if figure != Counted.DEADLINES:
        yield from _days(span)
        return
    month = today.replace(day=1)
    for days in _days(span, by=TallyUnit.MONTH):
        yield days & Q(until__lt=month)
    for days in _days(span, by=TallyUnit.DAY):
        yield days & Q(until__gte=month, until__lt=today)


def _days(span: Span | None, *, by: str = "") -> Iterator[Q]:
    """Yield the months that lie within, the days before and after them, and longer stretches.

    What is only known to lie between two days is within when it is for certain. ``by`` is the unit
    of the last day, where there is one.
    """
    if span is None:
        yield Q(unit=TallyUnit.EVER + by, day=date.min)
        return
    ends, begun = span.end.replace(day=1), _begun(span)
    days, months = Q(unit=TallyUnit.DAY + by), Q(unit=TallyUnit.MONTH + by, day__lt=ends)
    yield days & begun & Q(day__gte=ends, day__lte=span.end)
    if not by:
        yield Q(unit=TallyUnit.STRETCH) & begun & Q(day__lte=span.end)
    if span.start is None:
        yield months & begun
    elif span.start < ends:
        first = _first_of_a_month(span.start)
        yield days & begun & Q(day__lt=first)
        yield months & Q(day__gte=first)


def _begun(span: Span) -> Q:
    """Return the condition that the span had begun by the day, which is known."""
    return Q(day__gte=span.start) if span.start else Q(day__gt=date.min)


def _first_of_a_month(day: date) -> date:
    """Return the first day of a month that is not before ``day``."""
    return day if day.day == 1 else (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _compare(figure: Counted, names: list[str]) -> str:
    each, sums = ", ".join(names), ", ".join(f"sum({name})" for name in names)
    added = triggers.under_keys(
        figure, f"SELECT * FROM dashboards_tally WHERE NOT is_folded AND figure = '{figure}'", names
    )
    return f"""
SELECT {triggers.KEY}, kept.said, asked.said
FROM (
    SELECT {triggers.KEY}, ARRAY[{sums}]::bigint[] AS said FROM (
        SELECT {triggers.KEY}, {each} FROM dashboards_tally
        WHERE figure = '{figure}' AND is_folded UNION ALL {added}
    ) AS one GROUP BY {triggers.KEY} HAVING {triggers.comes_to(names)}
) AS kept
FULL JOIN (
    SELECT {triggers.KEY}, ARRAY[{each}]::bigint[] AS said
    FROM ({triggers.counted(figure)}) AS found
) AS asked USING ({triggers.KEY})
WHERE kept.said IS DISTINCT FROM asked.said ORDER BY {triggers.KEY}
"""
