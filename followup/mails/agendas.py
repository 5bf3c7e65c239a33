"""The agenda of a meeting in a mail: each item with its time, and who speaks."""

from __future__ import annotations

from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import formats
from events.models import AgendaItem, AgendaSpeaker, Event
from events.wording import times
from followup.mails.answers import ROOM, in_full, octets
from notifications.mails import Listing, shared

# What an agenda may take of a mail: one of two days, with its speakers.
_ROOM = 2 * ROOM


def agenda_of(event: Event) -> Listing | None:
    """Return the agenda by the clock of the meeting; None while nothing stands on it."""
    items = shared(("agenda", event.pk, event.updated_at), lambda: _items(event))
    if not items:
        return None
    clock = times.clock_of(items, event.time_zone)
    heading = _("Agenda, in the time of %(clock)s:") % {"clock": clock} if clock else _("Agenda:")
    lines = [(_time(item, event), _line(item)) for item in items]
    return Listing(heading, _in_room(lines))


def _items(event: Event) -> list[AgendaItem]:
    speakers: Any = "speakers__person__honorific", "speakers__organization"
    return list(event.agenda.prefetch_related(*speakers))


def _time(item: AgendaItem, event: Event) -> str:
    """Return the hours, of a meeting of several days with the day."""
    hours = times.of_item(item, event.time_zone)
    if item.starts_at is None or event.last_day is None:
        return hours
    day = item.starts_at.astimezone(ZoneInfo(event.time_zone)).date()
    return _("%(day)s, %(hours)s") % {"day": formats.day(day), "hours": hours}


def _line(item: AgendaItem) -> str:
    names = ", ".join(filter(None, map(_name, item.speakers.all())))
    title = in_full(item.title)
    return _("%(title)s (%(names)s)") % {"title": title, "names": names} if names else title


def _name(speaker: AgendaSpeaker) -> str:
    if speaker.person:
        return speaker.person.addressed
    return speaker.name or (speaker.organization.name if speaker.organization else "")


def _in_room(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return as many lines as a mail has room for, and how many more there are."""
    sizes = accumulate(octets("".join(line)) for line in lines)
    shown = lines[: max(1, sum(1 for size in sizes if size <= _ROOM))]
    more = len(lines) - len(shown)
    if not more:
        return tuple(shown)
    rest = ngettext("and %(count)s more item", "and %(count)s more items", more)
    return (*shown, ("", rest % {"count": formats.number(more)}))
