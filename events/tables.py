"""The list of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from events.models import Event

if TYPE_CHECKING:
    from datetime import date


class EventTable(tables.Table):
    """Events: what, when, how, how many people, in which state."""

    title = tables.TemplateColumn(
        template_name="events/_event_title.html", verbose_name=_("Workshop")
    )
    day = tables.TemplateColumn(template_name="events/_event_day.html", verbose_name=_("When"))
    modality = tables.TemplateColumn(
        template_name="events/_event_place.html", verbose_name=_("How they meet")
    )
    people = tables.TemplateColumn(
        template_name="events/_event_people.html",
        verbose_name=_("People"),
        attrs={"th": {"class": "num"}, "td": {"class": "num"}},
    )
    state = tables.TemplateColumn(
        template_name="events/_event_state.html", verbose_name=_("State"), orderable=False
    )

    class Meta:
        model = Event
        fields = ("title", "day", "modality", "people", "state")
        empty_text = ""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
