"""Correct an event, call it off, give it a new day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.fields import DayField, LongTextField, NameField
from core.normalisation import clean_name
from events.forms.times import FAR, TimeAndPlace, clock_input
from events.models import Event, EventType
from events.queries import events as event_queries
from events.terms.events import EventTerms, NewDay
from network.models import Programme
from partnerships.models import Pairing


def _text(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return LongTextField(
        rows=rows,
        label=label,
        required=False,
        help_text=help_text,
    )


class EventFacts(TimeAndPlace):
    """What is known of an event itself; people, outcomes and files are added on its page."""

    title = NameField(
        label=gettext_lazy("Which title?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter a title.")},
    )
    type = forms.ModelChoiceField(
        EventType.objects.all(), label=gettext_lazy("What kind of meeting is it?"), empty_label=None
    )
    also_type = forms.ModelChoiceField(
        EventType.objects.all(),
        label=gettext_lazy("Is it another kind, too?"),
        required=False,
        empty_label=gettext_lazy("No"),
    )
    pairings = forms.ModelMultipleChoiceField(
        Pairing.objects.none(),
        label=gettext_lazy("Which pairings meet?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    programme = forms.ModelChoiceField(
        Programme.objects.all(),
        label=gettext_lazy("In which programme?"),
        required=False,
        empty_label=gettext_lazy("No programme"),
    )
    parent = forms.ModelChoiceField(
        Event.objects.none(),
        label=gettext_lazy("Which meeting does it follow?"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    goal = _text(gettext_lazy("What is the goal?"))
    summary = _text(
        gettext_lazy("What was decided?"),
        rows=5,
        help_text=gettext_lazy("Two or three sentences. You can write in your own language."),
    )
    english_summary = _text(
        gettext_lazy("English summary"),
        help_text=gettext_lazy("Only if the text above is in another language."),
    )
    follow_up = _text(gettext_lazy("What follows?"))
    link_policy = forms.CharField(
        label=gettext_lazy("How do people get the meeting link?"), required=False, max_length=300
    )
    list_is_final = forms.BooleanField(
        label=gettext_lazy("The list of participants is final"), required=False
    )
    source_name = forms.CharField(
        label=gettext_lazy("In which document was it found?"), required=False, max_length=300
    )
    source_publisher = forms.CharField(
        label=gettext_lazy("Who published it?"), required=False, max_length=200
    )
    source_on = DayField(label=gettext_lazy("On which day?"), required=False)

    def __init__(self, *args: Any, event: Event, user: User, **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_known(event), **kwargs)
        self.event = event
        fields: dict[str, Any] = self.fields
        fields["pairings"].queryset = _pairings_of(event, user)
        earlier = Event.objects.visible_to(user).exclude(pk=event.pk)
        fields["parent"].queryset = earlier.order_by("-day", "-pk")

    def clean_title(self) -> str:
        """Return the title on one line."""
        return clean_name(self.cleaned_data["title"])

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


class CallOff(forms.Form):
    """Why a meeting does not take place."""

    reason = LongTextField(
        label=gettext_lazy("Why does it not take place?"),
        max_length=1000,
        error_messages={"required": gettext_lazy("Say why the meeting does not take place.")},
    )


class Reschedule(forms.Form):
    """The new day of a postponed meeting."""

    day = DayField(
        label=gettext_lazy("On which day?"),
        error_messages={"required": gettext_lazy("Enter the new date.")},
    )
    starts = forms.TimeField(
        label=gettext_lazy("When does it start?"), required=False, widget=clock_input()
    )
    ends = forms.TimeField(
        label=gettext_lazy("When does it end?"), required=False, widget=clock_input()
    )

    def __init__(self, *args: Any, event: Event, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.today = today

    def clean_day(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("Enter a day that is still to come."))
        if day > self.today + FAR:
            raise forms.ValidationError(_("This date is more than a year away. Check the year."))
        return day

    def terms(self) -> NewDay:
        """Return the new day and hours."""
        zone = ZoneInfo(self.event.time_zone)
        day = self.cleaned_data["day"]
        starts, ends = self.cleaned_data["starts"], self.cleaned_data["ends"]
        return NewDay(
            day=day,
            starts_at=datetime.combine(day, starts, tzinfo=zone) if starts else None,
            ends_at=datetime.combine(day, ends, tzinfo=zone) if ends else None,
        )


def _as_known(event: Event) -> dict[str, Any]:
    zone = ZoneInfo(event.time_zone)
    return {
        **vars(EventTerms.of(event)),
        "pairings": list(event.pairings.values_list("pairing", flat=True)),
        "day_unknown": event.day is None,
        "starts": event.starts_at.astimezone(zone).time() if event.starts_at else None,
        "ends": event.ends_at.astimezone(zone).time() if event.ends_at else None,
    }


def _pairings_of(event: Event, user: User) -> Any:
    mine = event_queries.pairings_to_log(user)
    met = event.pairings.filter(pairing__in=mine).values("pairing")
    return mine.filter(pk__in=mine.open().values("pk")) | mine.filter(pk__in=met)
