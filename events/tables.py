"""The list of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.formats import moment
from core.lists import DatedTable, DrawnColumn, Sheet
from events.enums import EventState
from events.models import Event


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
    (_("How they meet"), lambda event: event.get_modality_display()),
    (_("Place"), lambda event: event.place),
    (_("Platform"), lambda event: event.platform),
    (_("State"), lambda event: EventState(event.state).label),
    (_("People"), lambda event: event.people),
    (_("Women"), lambda event: event.women),
    (_("Persons with disabilities"), lambda event: event.persons_with_disabilities),
    (_("Online among them"), lambda event: event.online),
    (_("Programmes"), _programmes),
)


class EventTable(DatedTable):
    """Events: what, when, how, how many people, in which state."""

    by_index = ("day",)

    title = DrawnColumn(template_name="events/_event_title.html", verbose_name=_("Workshop"))
    day = DrawnColumn(
        template_name="events/_event_day.html", verbose_name=_("When"), order_by="known_from"
    )
    modality = DrawnColumn(
        template_name="events/_event_place.html", verbose_name=_("How they meet")
    )
    people = DrawnColumn(
        template_name="events/_event_people.html",
        verbose_name=_("People"),
        attrs={"th": {"class": "num"}, "td": {"class": "num"}},
    )
    state = DrawnColumn(
        template_name="events/_event_state.html", verbose_name=_("State"), orderable=False
    )

    class Meta:
        model = Event
        fields = ("title", "day", "modality", "people", "state")
        empty_text = ""
