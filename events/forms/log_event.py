"""What a log asks once, at the top of its page."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db import key_in
from core.fields import (
    LinesField,
    LongTextField,
    NameField,
    RecordField,
    RecordsField,
    TickField,
    narrow,
)
from core.pickers import PickField, PicksField
from core.uploads import CheckedFilesField
from events.enums import CountMethod, EventState, Modality
from events.forms.choices import MEETINGS
from events.forms.log_words import PlansOrLogs
from events.forms.pasted_list import ChecksList, PastedListField
from events.forms.rows import NUMBERS, judge_numbers, number
from events.forms.sources import Source
from events.forms.times import TimeAndPlace
from events.models import Event, EventType
from events.queries import events as event_queries
from events.terms.attendance import HeadCountTerms
from events.terms.events import EventTerms
from network.forms.choices import COLLEAGUES, MOST_TICKS, offer_programmes
from network.models import Person, Programme, scope_of
from network.rules import works_for_ilo
from partnerships.forms.choices import PAIRINGS
from partnerships.models import Pairing

OTHER = "other"
# Of a hybrid meeting it is asked besides how many were not in the room.
IN_ALL = (*NUMBERS, "online")
NEW = "new"


class LogEvent(PlansOrLogs, ChecksList, Source, TimeAndPlace):
    """What stands once in a log: who met, when and where, and all that is not a row."""

    pairing = PickField(
        _("Which pairing met?"),
        PAIRINGS,
        empty=_("Choose a pairing"),
        missing=_("Choose the pairing that met."),
    )
    organization_names = LinesField(
        _("Which organizations took part?"),
        longest=250,
        too_long=_("Write each organization on a new line."),
        rows=4,
        help_text=_("One on each line: the name or the acronym."),
    )
    type = RecordField(_("What kind of meeting was it?"), EventType.objects.all(), required=True)
    title = NameField(
        _("Which title?"),
        max_length=300,
        help_text=_("If you leave it empty, we use the names of all sides."),
    )
    programmes = RecordsField(
        _("In which programmes?"),
        Programme.objects.all(),
        help_text=_("If you tick nothing, it is the programme of the pairing."),
    )
    parent = PickField(_("Which meeting does it follow?"), MEETINGS, empty=_("No earlier meeting"))
    summary = LongTextField(
        _("What did they decide?"),
        rows=4,
        help_text=_("Two or three sentences. You can write in your own language."),
    )
    people = number(_("How many people took part?"))
    women = number(_("How many of them are women?"))
    persons_with_disabilities = number(_("How many are persons with disabilities?"))
    online = number(_("How many of them took part online?"))
    estimated = TickField(_("The numbers are estimated"))
    known_people = PicksField(
        _("Who of them took part?"), COLLEAGUES, most=MOST_TICKS, of="pairing"
    )
    participants = PastedListField(
        _("What are their names?"),
        help_text=_(
            "One person on each line: name, position, organization. You can copy from Excel."
        ),
    )
    topics = LinesField(
        _("Which topics did they discuss?"),
        longest=300,
        too_long=_("Write each topic in at most 300 letters."),
        help_text=_("One topic on each line."),
    )
    documents = CheckedFilesField(
        label=_("Do you have minutes, slides or photos?"),
        required=False,
        help_text=_("Up to 10 files of 10 MB each: PDF, Word, Excel, PowerPoint, photos."),
    )
    field_order = (
        "pairing",
        "organization_names",
        "day",
        "type",
        "modality",
        "period",
        "has_taken_place",
        "day_unknown",
        "last_day",
        "starts",
        "ends",
    )
    # Which of the two buttons was pressed is not what a person says of the meeting.
    details = forms.CharField(widget=forms.HiddenInput, required=False)
    has_taken_place = TickField(
        _("It has taken place already"),
        help_text=_("Answer this only if the month, quarter or year is not over."),
    )
    same_ok = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.may_log_other = works_for_ilo.test(user)
        self.may_start = user.has_perm("partnerships.start_pairing")
        self.pairings = event_queries.pairings_to_log(user)
        self.is_limited = scope_of(user).is_limited
        offer_programmes(self, user=user)
        fields["pairing"].besides = [
            *([(NEW, _("They start a pairing…"))] if self.may_start else []),
            *([(OTHER, _("Another kind of event…"))] if self.may_log_other else []),
        ]
        fields["pairing"].first = event_queries.recent_pairings(user)
        narrow(self, pairing=self.pairings)
        self.ask_in_its_words(beside_a_pairing=bool(self.chosen_pairing or self.is_new))
        earlier = Event.objects.visible_to(user).happened().order_by("-known_from", "-pk")
        narrow(self, parent=earlier, known_people=_people_of(self.chosen_pairing, user))
        fields["documents"].widget.attrs |= {"data-photo-resize": True}
        self.show_list_to(user, button="events/_check_list_in_log.html")

    @cached_property
    def chosen_pairing(self) -> Pairing | None:
        """The pairing that stands in the form now, whether the rest is right or not."""
        field: Any = self["pairing"].field
        key = key_in(field.key_of(self["pairing"].value()))
        return self.pairings.filter(pk=key).with_parties().first() if key else None

    @property
    def is_new(self) -> bool:
        """Whether those who met start a pairing."""
        return self.may_start and bool(self["pairing"].value() == NEW)

    def clean_pairing(self) -> Pairing | None:
        """Return the pairing; None if they start one, and for a meeting of another kind."""
        return self.chosen_pairing

    def clean(self) -> dict[str, Any]:
        """Check the numbers."""
        cleaned = super().clean()
        is_counted = any(cleaned.get(name) is not None for name in IN_ALL)
        judge_numbers(self)
        if self.is_limited and not self.errors and not self.chosen_programmes():
            self.add_error("programmes", _("Choose the programme of this meeting."))
        if cleaned.get("online") is not None and cleaned.get("modality") != Modality.BOTH:
            self.add_error("online", _("Choose “Both” above, or clear this number."))
        if self.is_planning and is_counted:
            self.add_error("people", self._too_early)
        return cleaned

    def terms(self) -> EventTerms:
        """Return what is known of the meeting itself."""
        cleaned = self.cleaned_data
        starts_at, ends_at = self.moments()
        return EventTerms.partly(cleaned, starts_at=starts_at, ends_at=ends_at)

    def chosen_programmes(self) -> list[Programme]:
        """Return the programmes that were ticked, else that of the pairing."""
        pairing = self.cleaned_data["pairing"]
        usual = [pairing.programme] if pairing and pairing.programme else []
        return list(self.cleaned_data["programmes"]) or usual

    @property
    def count_method(self) -> str:
        """How the numbers are known."""
        return CountMethod.ESTIMATED if self.cleaned_data["estimated"] else CountMethod.REPORTED

    def head_count(self) -> list[HeadCountTerms]:
        """Return how many took part in all; nothing where no number is known."""
        numbers = {name: self.cleaned_data[name] for name in IN_ALL}
        if all(number is None for number in numbers.values()):
            return []
        return [HeadCountTerms(**numbers, method=self.count_method)]

    @property
    def state(self) -> str | None:
        """What the page says besides the day: planned, or over though its month is not."""
        if self.is_said_to_be_over:
            return EventState.HELD
        return EventState.PLANNED if self.is_planning else None

    @property
    def _too_early(self) -> Any:
        first: date | None = self.cleaned_data.get("earliest_day")
        if first is not None and first <= self.today:
            return _("This time is not over. Tick “It has taken place already” above.")
        return _("This meeting is in the future. Leave the numbers empty until then.")


def _people_of(pairing: Pairing | None, user: User) -> Any:
    if pairing is None:
        return Person.objects.none()
    sides = [party.organization_id for party in pairing.parties.all()]
    there = Person.objects.filter(positions__organization__in=sides, positions__ends_on=None)
    near = there | Person.objects.filter(positions__organization__parent__in=sides)
    return Person.objects.visible_to(user).filter(pk__in=near.values("pk"))
