"""What the page of an event says, made when the page comes to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import AgendaItem, AgendaSpeaker
from events.queries.agenda import overlaps
from events.queries.details import EventPage
from events.wording import attendance, times


@dataclass(frozen=True)
class Row:
    """An item of the agenda with its times on the clock of the event."""

    item: AgendaItem
    times: str
    speakers: tuple[AgendaSpeaker, ...]
    # Where the agenda has several days, its first row of each says which.
    day: str = ""
    # Another item that goes on at the same time, if there is one.
    beside: AgendaItem | None = None


class EventWords:
    """The words of a page; each is made once."""

    def __init__(self, page: EventPage) -> None:
        self._page = page

    @property
    def kind(self) -> str:
        """Return "Signing ceremony, delegation visit" for a meeting that was both."""
        kinds = [self._page.event.type, self._page.event.also_type]
        return ", ".join(kind.name for kind in kinds if kind)

    @property
    def programmes(self) -> str:
        """Return what stands before the names of its programmes."""
        return ngettext("Programme", "Programmes", len(self._page.programmes))

    @cached_property
    def when(self) -> times.When:
        event = self._page.event
        return times.when(event, self._page.clocks if event.starts_at else [])

    @cached_property
    def numbers(self) -> list[str]:
        return attendance.numbers(self._page.event, self._page.presence)

    @cached_property
    def agenda(self) -> list[Row]:
        event, items = self._page.event, self._page.agenda
        days, beside = times.days_of_agenda(items, event.time_zone), overlaps(items)
        return [
            Row(
                item,
                times.of_item(item, event.time_zone),
                tuple(item.speakers.all()),
                days.get(item.pk, ""),
                beside.get(item.pk),
            )
            for item in items
        ]

    @property
    def agenda_note(self) -> str:
        clock = times.clock_of(self._page.agenda, self._page.event.time_zone)
        return _("Times of %(clock)s") % {"clock": clock} if clock else ""
