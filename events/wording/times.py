"""The day and the clocks of an event, in words; what is not known is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import formats as django_formats
from django.utils.translation import gettext as _

from core import formats
from events.models import AgendaItem, Event


@dataclass(frozen=True)
class When:
    """The day and the clocks of an event; unknown is said."""

    day: str
    hours: str
    elsewhere: tuple[str, ...] = ()


def when(event: Event, zones: list[str]) -> When:
    """Return the day and the hours of ``event`` in words."""
    if event.day is None and event.earliest_day:
        return When(days(event), _("The day is not known"))
    if event.day is None:
        return When(days(event), "")
    on = days_of(event, event.day)
    if event.starts_at is None:
        return When(on, _("The time of day is not known"))
    return When(
        on,
        formats.span(event.starts_at, event.ends_at, event.time_zone),
        tuple(formats.also_at(event.starts_at, event.time_zone, zones)),
    )


def days(event: Event) -> str:
    """Return "12 Nov 2026", "12 Nov 2026-14 Nov 2026", "May 2022", or that it is not known yet."""
    if event.day is None:
        between = formats.period(event.earliest_day, event.latest_day)
        return between or _("Date to be determined")
    ends = (event.day, event.last_day)
    return "\N{EN DASH}".join(formats.day(day) for day in ends if day)


def days_of(event: Event, day: date) -> str:
    """Return "Fri 27 Nov 2026", or "Fri 27 Nov 2026 until 29 Nov 2026"."""
    first = weekday(day)
    if event.last_day is None:
        return first
    return _("%(first)s until %(last)s") % {"first": first, "last": formats.day(event.last_day)}


def weekday(day: date) -> str:
    """Return "Fri 27 Nov 2026"."""
    name = django_formats.date_format(day, "D")
    return _("%(weekday)s %(day)s") % {"weekday": name, "day": formats.day(day)}


def of_item(item: AgendaItem, zone: str) -> str:
    """Return "13:30-14:00", the times of an item of the agenda on the clock of its event."""
    ends = (item.starts_at, item.ends_at)
    return "\N{EN DASH}".join(formats.clock(moment, zone) for moment in ends if moment)


def days_of_agenda(agenda: Iterable[AgendaItem], zone: str) -> dict[int, str]:
    """Return "Fri 27 Nov 2026" for the first item of each day; nothing where all are on one."""
    known = [
        (item.pk, item.starts_at.astimezone(ZoneInfo(zone)).date())
        for item in agenda
        if item.starts_at
    ]
    if len({day for _pk, day in known}) < 2:  # noqa: PLR2004 — one day needs no name
        return {}
    before = [None, *(day for _pk, day in known)]
    return {pk: weekday(day) for (pk, day), last in zip(known, before, strict=False) if day != last}


def clock_of(agenda: Iterable[AgendaItem], zone: str) -> str:
    """Return "Bangkok (GMT+7)", the clock of the agenda's times; "" where it has none."""
    first = next((item.starts_at for item in agenda if item.starts_at), None)
    return f"{formats.city(zone)} ({formats.offset(first, zone)})" if first else ""
