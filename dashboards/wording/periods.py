"""Periods in words: as a choice, in a sentence, and as what a number is compared with."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from core import formats
from dashboards.terms.periods import Period

# So many are offered; an address may name any.
_YEARS, _QUARTERS = 10, 8


def choices(today: date) -> list[tuple[str, object]]:
    """Return what a menu of periods offers, the newest first."""
    rolling = [Period.ALL_YEARS, Period.ONE_YEAR, Period.TWO_YEARS]
    years = [Period(today.year - back) for back in range(_YEARS)]
    quarters = [Period.quarter_of(today)]
    while len(quarters) < _QUARTERS and (before := quarters[-1].before):
        quarters.append(before)
    return [
        *map(_choice, rolling),
        (_("Years"), list(map(_choice, years))),
        (_("Quarters"), list(map(_choice, quarters))),
    ]


def _choice(period: Period) -> tuple[str, str]:
    return str(period), label(period)


def label(period: Period) -> str:
    """Return "All years", "Last 12 months", "2026" or "Q4 2026"."""
    if period.quarter:
        return _("Q%(number)s %(year)s") % {"number": period.quarter, "year": period.year}
    if period.year:
        return str(period.year)
    if period == Period.ALL_YEARS:
        return _("All years")
    return _("Last 12 months") if period == Period.ONE_YEAR else _("Last 24 months")


def within(period: Period) -> str:
    """Return it as an adverb: "in the last 24 months"."""
    if period.year:
        return _("in %(period)s") % {"period": label(period)}
    if period == Period.ALL_YEARS:
        return _("in all years")
    is_one = period == Period.ONE_YEAR
    return _("in the last 12 months") if is_one else _("in the last 24 months")


def before(period: Period, today: date) -> str:
    """Return with what it is compared: "in 2025", or "in 2025 until 30 Nov 2025"."""
    span, earlier = period.span_before(today), period.before
    if span is None or earlier is None:
        return ""
    if not period.year:
        is_one = period == Period.ONE_YEAR
        return _("in the 12 months before") if is_one else _("in the 24 months before")
    if not period.is_running(today):
        return within(earlier)
    facts = {"period": label(earlier), "day": formats.day(span.end)}
    return _("in %(period)s until %(day)s") % facts


def days(period: Period, today: date) -> str:
    """Return the first and the last of its days."""
    span = period.span(today)
    if span.start is None:
        return _("All years until %(day)s") % {"day": formats.day(span.end)}
    return formats.period(span.start, span.end)
