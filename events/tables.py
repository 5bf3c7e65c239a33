"""The list of events."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.formats import moment, number, span
from core.lists import DatedTable, Sheet, WrittenColumn
from core.templatetags import ui
from core.templatetags.links import page_link
from core.templatetags.lists import below, joined, quiet
from events.enums import EventState, Modality, ReportState
from events.models import Event
from events.wording import times


def _programmes(event: Event) -> str:
    return "; ".join(each.programme.name for each in event.programmes.all())


SHEET: Sheet = (
    (_("Title"), lambda event: event.title),
    (_("Kind"), lambda event: event.type.name),
    (_("Date"), lambda event: event.day),
    (_("Last day"), lambda event: event.last_day),
    (_("Not before"), lambda event: event.earliest_day),
    (_("Not after"), lambda event: event.latest_day),
    (
        _("Start"),
        lambda event: event.starts_at and moment(event.starts_at, event.time_zone),
    ),
    (_("How they meet"), lambda event: Modality(event.modality).label),
    (_("Place"), lambda event: event.place),
    (_("Platform"), lambda event: event.platform),
    (_("State"), lambda event: EventState(event.state).label),
    (_("People"), lambda event: event.people),
    (_("Women"), lambda event: event.women),
    (_("Persons with disabilities"), lambda event: event.persons_with_disabilities),
    (_("Online among them"), lambda event: event.online),
    (_("Programmes"), _programmes),
)


_NOTHING = format_html('<span class="muted" aria-hidden="true">{}</span>', "\N{EN DASH}")


class EventTable(DatedTable):
    """Events: what, when, how, how many people, in which state."""

    by_index = ("day",)

    title = WrittenColumn(verbose_name=_("Workshop"))
    day = WrittenColumn(verbose_name=_("When"), order_by="known_from")
    modality = WrittenColumn(verbose_name=_("How they meet"))
    people = WrittenColumn(
        verbose_name=_("People"), attrs={"th": {"class": "num"}, "td": {"class": "num"}}
    )
    state = WrittenColumn(verbose_name=_("State"), orderable=False)

    class Meta:
        model = Event
        fields = ("title", "day", "modality", "people", "state")
        empty_text = ""

    def render_title(self, record: Event) -> SafeString:
        """Lead to the event; below it of which type it is."""
        return joined(page_link(record, record.title), below(record.type.name))

    def render_day(self, record: Event) -> SafeString:
        """Say the days, which stand on one line where they are known, and the hours."""
        look = "nowrap" if record.first_day else ""
        days = format_html('<span class="{}">{}</span>', look, times.days(record))
        if not record.starts_at:
            return days
        return joined(days, below(span(record.starts_at, record.ends_at, record.time_zone)))

    def render_modality(self, record: Event) -> SafeString:
        """Say how they meet, and where."""
        is_online = record.modality == Modality.BOTH or not record.place
        places = [record.place, record.platform if is_online else ""]
        return joined(Modality(record.modality).label, *(below(each) for each in places if each))

    def render_people(self, record: Any) -> SafeString:
        """Say how many were there, and how many of them were women."""
        if record.people is None:
            return quiet(_("Not known")) if record.has_happened else _NOTHING
        women = record.women
        return joined(number(record.people), *([] if women is None else [_women(women)]))

    def render_state(self, record: Any) -> str:
        """Show how far it is, or that somebody should say how it went."""
        return ui.status(ReportState.DUE if record.is_due else record.standing)


def _women(count: int) -> SafeString:
    words = ngettext("%(shown)s woman", "%(shown)s women", count) % {"shown": number(count)}
    return format_html('<div class="small muted nowrap">{}</div>', words)
