"""What people are asked about the agenda."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.fields import DayField, LongTextField, NameField
from core.formats import city
from events.enums import ParticipationRole
from events.forms.attendance import Somebody
from events.forms.times import clock_input
from events.models import AgendaItem, Event
from events.queries.attendance import organizations_at
from events.terms.agenda import AgendaItemTerms, AgendaSpeakerTerms
from network.models import Organization

_BAD_TIME = {"invalid": gettext_lazy("Enter the time as hours and minutes: 14:00.")}


class PutOnAgenda(forms.Form):
    """An item of the agenda; its times may be unknown."""

    title = NameField(
        label=gettext_lazy("What is the item called?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Write what the item is called.")},
    )
    on = DayField(label=gettext_lazy("On which day?"), required=False)
    starts = forms.TimeField(
        label=gettext_lazy("When does it start?"),
        required=False,
        widget=clock_input(),
        error_messages=_BAD_TIME,
    )
    ends = forms.TimeField(
        label=gettext_lazy("When does it end?"),
        required=False,
        widget=clock_input(),
        error_messages=_BAD_TIME,
    )
    content = LongTextField(
        rows=2,
        label=gettext_lazy("What is it about?"),
        required=False,
    )

    def __init__(
        self, *args: Any, event: Event, item: AgendaItem | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": _initial(event, item), **kwargs})
        self.event = event
        if event.day is None:
            del self.fields["starts"], self.fields["ends"]
        else:
            place = _("On the clock of %(city)s.") % {"city": city(event.time_zone)}
            self.fields["starts"].help_text = place
        if event.last_day is None:
            del self.fields["on"]

    def terms(self) -> AgendaItemTerms:
        """Return the item, with moments made of the day and the clock."""
        cleaned = self.cleaned_data
        day = cleaned.get("on") or self.event.day
        return AgendaItemTerms(
            title=cleaned["title"],
            content=cleaned["content"],
            starts_at=self._moment(day, cleaned.get("starts")),
            ends_at=self._moment(day, cleaned.get("ends")),
        )

    def _moment(self, day: date | None, clock: time | None) -> datetime | None:
        if day is None or clock is None:
            return None
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.event.time_zone))


def _initial(event: Event, item: AgendaItem | None) -> dict[str, Any]:
    if item is None:
        return {"on": event.day}
    starts, ends = (
        moment.astimezone(ZoneInfo(event.time_zone)) if moment else None
        for moment in (item.starts_at, item.ends_at)
    )
    return {
        "title": item.title,
        "content": item.content,
        "on": starts.date() if starts else event.day,
        "starts": starts.time() if starts else None,
        "ends": ends.time() if ends else None,
    }


class LetSpeak(Somebody):
    """Who speaks: a person, an organization, or an unnamed group."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("Or which organization?"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("What do they do?"),
        choices=ParticipationRole.choices,
        initial=ParticipationRole.SPEAKER,
    )
    capacity = forms.CharField(
        label=gettext_lazy("In which capacity, as printed?"), required=False, max_length=300
    )
    field_order = ("person", "name", "organization", "role", "capacity")

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, event=event, user=user, **kwargs)
        organizations: Any = self.fields["organization"]
        organizations.queryset = organizations_at(event)
        self.fields["person"].empty_label = _("Somebody else, or a group")  # type: ignore[attr-defined]

    def terms(self) -> AgendaSpeakerTerms:
        """Return who speaks."""
        return AgendaSpeakerTerms.from_form(self.cleaned_data)
