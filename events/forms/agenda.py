"""What people are asked about the agenda."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import (
    ChoiceField,
    ClockField,
    DayField,
    LongTextField,
    NameField,
    TextField,
    narrow,
)
from core.formats import city
from core.pickers import PickField
from core.terms import TermsForm
from events.enums import ParticipationRole
from events.forms.attendance import Somebody
from events.forms.times import moment_of
from events.models import AgendaItem, Event
from events.queries.agenda import next_start
from events.queries.attendance import organizations_at
from events.terms.agenda import AgendaItemTerms, AgendaSpeakerTerms
from events.wording.times import days
from network.forms.choices import ORGANIZATIONS


class PutOnAgenda(forms.Form):
    """An item of the agenda; its times may be unknown."""

    title = NameField(
        _("What is the item called?"), missing=_("Write the name of the item."), max_length=300
    )
    on = DayField(_("On which day?"))
    starts = ClockField(_("When does it start?"))
    ends = ClockField(_("When does it end?"))
    content = LongTextField(_("What is it about?"), rows=2)

    def __init__(
        self, *args: Any, event: Event, item: AgendaItem | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": _initial(event, item), **kwargs})
        self.event = event
        if event.day is None:
            del self.fields["starts"], self.fields["ends"]
        else:
            place = _("In the time of %(city)s.") % {"city": city(event.time_zone)}
            self.fields["starts"].help_text = place
        if event.last_day is None:
            del self.fields["on"]

    def clean_on(self) -> date | None:
        """Refuse a day that the meeting does not have."""
        day: date | None = self.cleaned_data["on"]
        first, last = self.event.day, self.event.last_day
        if day and first and last and not first <= day <= last:
            raise forms.ValidationError(
                _("Choose a day of the meeting: %(days)s.") % {"days": days(self.event)}
            )
        return day

    def terms(self) -> AgendaItemTerms:
        """Return the item, with moments made of the day and the clock."""
        cleaned = self.cleaned_data
        day, zone = cleaned.get("on") or self.event.day, self.event.time_zone
        return AgendaItemTerms.from_form(
            cleaned,
            starts_at=moment_of(day, cleaned.get("starts"), zone),
            ends_at=moment_of(day, cleaned.get("ends"), zone),
        )


def _initial(event: Event, item: AgendaItem | None) -> dict[str, Any]:
    if item is None:
        return _times(event, next_start(event, list(event.agenda.all())), None)
    times = _times(event, item.starts_at, item.ends_at)
    return {"title": item.title, "content": item.content, **times}


def _times(event: Event, starts_at: datetime | None, ends_at: datetime | None) -> dict[str, Any]:
    zone = ZoneInfo(event.time_zone)
    starts, ends = (each.astimezone(zone) if each else None for each in (starts_at, ends_at))
    return {
        "on": starts.date() if starts else event.day,
        "starts": starts.time() if starts else None,
        "ends": ends.time() if ends else None,
    }


class LetSpeak(Somebody, TermsForm[AgendaSpeakerTerms]):
    """Who speaks: a person, an organization, or an unnamed group."""

    terms_class = AgendaSpeakerTerms
    organization = PickField(_("Or which organization?"), ORGANIZATIONS, empty=_("None"))
    role = ChoiceField(_("What do they do?"), ParticipationRole, initial=ParticipationRole.SPEAKER)
    capacity = TextField(_("Which role or position, as in the document?"), max_length=300)
    field_order = ("person", "name", "organization", "role", "capacity")

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, event=event, user=user, **kwargs)
        narrow(self, organization=organizations_at(event))
        self.fields["person"].empty_label = _("Somebody else, or a group")  # type: ignore[attr-defined]
