"""What people are asked about the agenda."""

from __future__ import annotations

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
    RecordField,
    TextField,
    narrow,
)
from core.formats import city
from core.terms import TermsForm
from events.enums import ParticipationRole
from events.forms.attendance import Somebody
from events.forms.times import moment_of
from events.models import AgendaItem, Event
from events.queries.attendance import organizations_at
from events.terms.agenda import AgendaItemTerms, AgendaSpeakerTerms
from network.models import Organization


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


class LetSpeak(Somebody, TermsForm[AgendaSpeakerTerms]):
    """Who speaks: a person, an organization, or an unnamed group."""

    terms_class = AgendaSpeakerTerms
    organization = RecordField(_("Or which organization?"), Organization, empty=_("None"))
    role = ChoiceField(_("What do they do?"), ParticipationRole, initial=ParticipationRole.SPEAKER)
    capacity = TextField(_("Which role or position, as in the document?"), max_length=300)
    field_order = ("person", "name", "organization", "role", "capacity")

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, event=event, user=user, **kwargs)
        narrow(self, organization=organizations_at(event))
        self.fields["person"].empty_label = _("Somebody else, or a group")  # type: ignore[attr-defined]
