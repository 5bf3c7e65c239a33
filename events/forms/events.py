"""Correct an event, call it off, give it a new day."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import (
    ClockField,
    DayField,
    LongTextField,
    NameField,
    RecordField,
    RecordsField,
    TextField,
    TickField,
    narrow,
)
from core.formats import period
from core.pickers import PickField, PicksField
from events.forms.choices import MEETINGS
from events.forms.sources import Source
from events.forms.times import FAR, TimeAndPlace, moment_of
from events.models import Event, EventType
from events.queries import agenda as agenda_queries
from events.queries import events as event_queries
from events.terms.events import EventTerms, NewDay
from network.forms.choices import offer_programmes
from network.models import Programme, scope_of
from partnerships.forms.choices import PAIRINGS
from partnerships.models import Pairing


class EventFacts(Source, TimeAndPlace):
    """What is known of an event itself; people, outcomes and files are added on its page."""

    title = NameField(_("Which title?"), missing=_("Enter a title."), max_length=300)
    type = RecordField(_("What kind of meeting is it?"), EventType.objects.all(), required=True)
    also_type = RecordField(_("Is it another kind, too?"), EventType.objects.all(), empty=_("No"))
    pairings = PicksField(_("Which pairings meet?"), PAIRINGS)
    programmes = RecordsField(_("In which programmes?"), Programme.objects.all())
    parent = PickField(_("Which meeting does it follow?"), MEETINGS, empty=_("None"))
    goal = LongTextField(_("What is the goal?"))
    summary = LongTextField(
        _("What did they decide?"),
        rows=5,
        help_text=_("Two or three sentences. You can write in your own language."),
    )
    english_summary = LongTextField(
        _("English summary"), help_text=_("Only if the text above is in another language.")
    )
    follow_up = LongTextField(_("What happens next?"))
    link_policy = TextField(_("How do people get the meeting link?"), max_length=300)
    list_is_final = TickField(_("The list of participants is final"))

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_known(event), **kwargs)
        self.event = event
        self.is_limited = scope_of(user).is_limited
        _say_what_moves(self, event)
        offer_programmes(self, user=user)
        earlier = Event.objects.visible_to(user).exclude(pk=event.pk)
        narrow(
            self, pairings=_pairings_of(event, user), parent=earlier.order_by("-known_from", "-pk")
        )

    def clean(self) -> dict[str, Any]:
        """Let who is limited to programmes keep the meeting in one of theirs."""
        cleaned: dict[str, Any] = super().clean()
        if self.is_limited and not (cleaned.get("programmes") or cleaned.get("pairings")):
            self.add_error("programmes", _("Choose the programme of this meeting."))
        return cleaned

    def clean_parent(self) -> Event | None:
        """Refuse a circle: a meeting cannot follow its own follow-up."""
        parent: Event | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.event.pk:
                raise forms.ValidationError(
                    _("This meeting already follows the one you edit. Choose another one.")
                )
            above = above.parent
        return parent

    def terms(self) -> EventTerms:
        """Return what is known of the event from now on."""
        starts_at, ends_at = self.moments()
        return EventTerms.from_form(
            self.cleaned_data, starts_at=starts_at, ends_at=ends_at, reminders=self.event.reminders
        )

    def who_meet(self) -> list[Pairing]:
        """Return the pairings that were chosen, and those that the reader may not choose."""
        hidden = self.event.pairings.exclude(pairing__in=self.fields["pairings"].queryset)  # type: ignore[attr-defined]
        kept = Pairing.objects.filter(pk__in=hidden.values("pairing"))
        return [*self.cleaned_data["pairings"], *kept]

    def under(self) -> list[Programme]:
        """Return the programmes that were ticked, and those that the reader may not choose."""
        offered: Any = self.fields["programmes"]
        hidden = self.event.programmes.exclude(programme__in=offered.queryset)
        kept = Programme.objects.filter(pk__in=hidden.values("programme"))
        return [*self.cleaned_data["programmes"], *kept]


class CallOff(forms.Form):
    """Why a meeting does not take place."""

    reason = LongTextField(
        _("Why does it not take place?"),
        missing=_("Say why the meeting does not take place."),
        max_length=1000,
    )


class Reschedule(forms.Form):
    """The new day of a postponed meeting."""

    day = DayField(_("On which day?"), missing=_("Enter the new date."))
    starts = ClockField(_("When does it start?"))
    ends = ClockField(_("When does it end?"))

    def __init__(self, *args: Any, event: Event, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.today = today
        _say_what_moves(self, event)

    def clean_day(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("Enter a day in the future."))
        if day > self.today + FAR:
            raise forms.ValidationError(_("This date is more than a year away. Check the year."))
        return day

    def moved(self) -> Event:
        """Return the meeting as it will be; nothing is saved."""
        after, new = copy(self.event), self.terms()
        after.day, after.starts_at = new.day, new.starts_at
        return after

    def terms(self) -> NewDay:
        """Return the new day and hours."""
        cleaned = self.cleaned_data
        day, zone = cleaned["day"], self.event.time_zone
        return NewDay(
            day=day,
            starts_at=moment_of(day, cleaned["starts"], zone),
            ends_at=moment_of(day, cleaned["ends"], zone),
        )


def _say_what_moves(form: forms.Form, event: Event) -> None:
    if agenda_queries.timed_items(event):
        form.fields["day"].help_text = _("The agenda moves with the day and the start.")


def _as_known(event: Event) -> dict[str, Any]:
    zone = ZoneInfo(event.time_zone)
    return {
        **vars(EventTerms.of(event)),
        "pairings": list(event.pairings.values_list("pairing", flat=True)),
        "programmes": list(event.programmes.values_list("programme", flat=True)),
        "day_unknown": event.first_day is None,
        "period": period(event.earliest_day, event.latest_day),
        "starts": event.starts_at.astimezone(zone).time() if event.starts_at else None,
        "ends": event.ends_at.astimezone(zone).time() if event.ends_at else None,
    }


def _pairings_of(event: Event, user: User) -> Any:
    mine = event_queries.pairings_to_log(user)
    met = event.pairings.filter(pairing__in=mine).values("pairing")
    return mine.filter(pk__in=mine.open().values("pk")) | mine.filter(pk__in=met)
