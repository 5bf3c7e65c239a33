"""Dates, times and numbers as the network writes them: the month as a word, the zone named."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

YEAR = 365
# From two months on nobody counts days, from two years on nobody counts months.
MANY_DAYS = 60


def day(value: date) -> str:
    """Return "12 Nov 2026"."""
    return formats.date_format(value, "DATE_FORMAT")


def clock(value: datetime, zone: str) -> str:
    """Return "14:00" as a clock in ``zone`` shows it."""
    return value.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def offset(value: datetime, zone: str) -> str:
    """Return "GMT+6:30" for ``zone`` at that moment."""
    delta = value.astimezone(ZoneInfo(zone)).utcoffset()
    minutes = int(delta.total_seconds() // 60) if delta else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"GMT{sign}{hours}" + (f":{rest:02}" if rest else "")


def city(zone: str) -> str:
    """Return "Phnom Penh" for "Asia/Phnom_Penh"."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def language(code: str) -> str:
    """Return "Khmer" for "km", in the reader's language."""
    here = Locale.parse(get_language() or "en", sep="-")
    return str(here.languages.get(code, code))


def moment(value: datetime, zone: str) -> str:
    """Return "12 Nov 2026, 14:00 Bangkok (GMT+7)"."""
    local = value.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s %(city)s (%(offset)s)") % {
        "day": day(local.date()),
        "time": local.strftime("%H:%M"),
        "city": city(zone),
        "offset": offset(value, zone),
    }


def span(start: datetime, end: datetime | None, zone: str) -> str:
    """Return "14:00-17:00 Bangkok (GMT+7)", without the day; the end may be unknown.

    One that lies on another day says so: "09:00 until 29 Nov, 16:00 Bangkok (GMT+7)".
    """
    times = _hours(start, end, zone)
    return _("%(times)s %(city)s (%(offset)s)") % {
        "times": times,
        "city": city(zone),
        "offset": offset(start, zone),
    }


def _hours(start: datetime, end: datetime | None, zone: str) -> str:
    if end is None:
        return clock(start, zone)
    first, last = (each.astimezone(ZoneInfo(zone)).date() for each in (start, end))
    if first == last:
        return f"{clock(start, zone)}\N{EN DASH}{clock(end, zone)}"
    return _("%(start)s until %(day)s, %(end)s") % {
        "start": clock(start, zone),
        "day": formats.date_format(last, "j M"),
        "end": clock(end, zone),
    }


def also_at(start: datetime, zone: str, others: list[str]) -> list[str]:
    """Return "15:00 Shanghai (GMT+8)" for each other clock that shows another time.

    It says its day where midnight lies between the two: "29 Nov, 01:00 Shanghai (GMT+8)".
    """
    seen = {offset(start, zone)}
    clocks = []
    for other in others:
        if offset(start, other) not in seen:
            seen.add(offset(start, other))
            clocks.append(span_elsewhere(start, None, zone, other))
    return clocks


def span_elsewhere(start: datetime, end: datetime | None, zone: str, other: str) -> str:
    """Return the hours by the clock of ``other``, with the day if ``zone`` has another."""
    local = start.astimezone(ZoneInfo(other)).date()
    hours = span(start, end, other)
    if local == start.astimezone(ZoneInfo(zone)).date():
        return hours
    return _("%(day)s, %(hours)s") % {
        "day": formats.date_format(local, "j M"),
        "hours": hours,
    }


def period(start: date | None, end: date | None) -> str:
    """Return "2022", "2022-2023", "May 2022", "April-June 2022", "12 Nov 2026-3 Dec 2026".

    It is "" when neither end is known.
    """
    if start and end and _whole_years(start, end):
        years = [str(start.year)] if start.year == end.year else [str(start.year), str(end.year)]
        return "\N{EN DASH}".join(years)
    if start and end and (months := _whole_months(start, end)):
        return months
    if start and end:
        return f"{day(start)}\N{EN DASH}{day(end)}"
    if start:
        return _("from %(day)s") % {"day": day(start)}
    return _("until %(day)s") % {"day": day(end)} if end else ""


def duration(days: int) -> str:
    """Return "12 days", "5 months" or "4 years", as one says how long something takes."""
    if days < MANY_DAYS:
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": number(days)}
    if days < 2 * YEAR:
        months = min(round(days * 12 / YEAR), 23)
        return ngettext("%(number)s month", "%(number)s months", months) % {
            "number": number(months)
        }
    years = days // YEAR
    return ngettext("%(number)s year", "%(number)s years", years) % {"number": number(years)}


def number(value: int) -> str:
    """Return "31,688": the same in all languages, as the dates are."""
    return f"{value:,}"


def _whole_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _whole_months(start: date, end: date) -> str:
    """Return "May 2022" or "April-June 2022" if whole months are meant, else ""."""
    months = end.month - start.month + 1
    is_whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if start.year != end.year or not is_whole:
        return ""
    first, last = (formats.date_format(each, "F") for each in (start, end))
    named = first if months == 1 else f"{first}\N{EN DASH}{last}"
    return f"{named} {start.year}"
