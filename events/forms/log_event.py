"""What a log asks once, at the top of its page."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.db import key_in
from core.fields import LongTextField, NameField
from core.normalisation import clean_name
from core.uploads import CheckedFilesField
from events.enums import CountMethod
from events.forms.participants import MOST_LINES, read
from events.forms.rows import number
from events.forms.times import TimeAndPlace
from events.models import Event, EventType
from events.queries import events as event_queries
from events.terms.attendance import HeadCountTerms
from events.terms.events import EventTerms
from network.models import Person, Programme
from network.rules import works_for_ilo
from partnerships.models import Pairing

OTHER = "other"


class PeopleField(forms.ModelMultipleChoiceField[Person]):
    """People of the directory, each with where they work."""

    def label_from_instance(self, person: Any) -> str:
        """Return "Seng Sokheng, NPIC"."""
        houses = [position.organization.short_name for position in person.positions.all()]
        return ", ".join([person.name, *dict.fromkeys(houses)])


class LogEvent(TimeAndPlace):
    """What stands once in a log: who met, when and where, and all that is not a row."""

    pairing = forms.ChoiceField(
        label=gettext_lazy("Which pairing met?"),
        error_messages={"required": gettext_lazy("Choose the pairing that met.")},
    )
    organization_names = LongTextField(
        rows=4,
        label=gettext_lazy("Which organizations took part?"),
        required=False,
        help_text=gettext_lazy("One on each line: the name or the acronym."),
    )
    type = forms.ModelChoiceField(
        EventType.objects.all(),
        label=gettext_lazy("What kind of meeting was it?"),
        empty_label=None,
    )
    title = NameField(
        label=gettext_lazy("Which title?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Without one it is named after those who met."),
    )
    programme = forms.ModelChoiceField(
        Programme.objects.all(),
        label=gettext_lazy("In which programme?"),
        required=False,
        empty_label=gettext_lazy("The programme of the pairing"),
    )
    parent = forms.ModelChoiceField(
        Event.objects.none(), label=gettext_lazy("Which meeting does it follow?"), required=False
    )
    summary = LongTextField(
        rows=4,
        label=gettext_lazy("What was decided?"),
        required=False,
        help_text=gettext_lazy("Two or three sentences. You can write in your own language."),
    )
    people = number(gettext_lazy("How many people took part?"))
    women = number(gettext_lazy("How many of them are women?"))
    estimated = forms.BooleanField(label=gettext_lazy("The numbers are estimated"), required=False)
    known_people = PeopleField(
        Person.objects.none(),
        label=gettext_lazy("Who of them took part?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    participants = LongTextField(
        rows=4,
        label=gettext_lazy("What are their names?"),
        required=False,
        help_text=gettext_lazy(
            "One person on each line: name, position, organization. You can copy from Excel."
        ),
    )
    topics = LongTextField(
        label=gettext_lazy("Which topics were discussed?"),
        required=False,
        help_text=gettext_lazy("One topic on each line."),
    )
    documents = CheckedFilesField(
        label=gettext_lazy("Do you have minutes, slides or photos?"),
        required=False,
        help_text=gettext_lazy(
            "Up to 10 files of 10 MB each: PDF, Word, Excel, PowerPoint, photos."
        ),
    )
    field_order = (
        "pairing",
        "organization_names",
        "day",
        "type",
        "modality",
        "day_unknown",
        "last_day",
        "starts",
        "ends",
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)
    same_ok = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.may_log_other = works_for_ilo.test(user)
        self.pairings = event_queries.pairings_to_log(user)
        fields["pairing"].choices = _pairing_choices(user, self.pairings, self.may_log_other)
        earlier = Event.objects.visible_to(user).happened().order_by("-day", "-pk")
        fields["parent"].queryset = earlier
        # The latest are offered; what was asked for by a link is offered as well.
        linked = self.initial.get("parent")
        offered = [*earlier[:30], *(earlier.filter(pk=linked) if linked else ())]
        fields["parent"].choices = [("", _("No earlier meeting"))] + [
            (event.pk, str(event)) for event in dict.fromkeys(offered)
        ]
        fields["known_people"].queryset = _people_of(self.chosen_pairing, user)
        fields["documents"].widget.attrs |= {"data-photo-resize": True}

    @cached_property
    def chosen_pairing(self) -> Pairing | None:
        """The pairing that stands in the form now, whether the rest is right or not."""
        key = key_in(self["pairing"].value())
        return self.pairings.filter(pk=key).with_parties().first() if key else None

    def clean_pairing(self) -> Pairing | None:
        """Return the pairing; None for a meeting of another kind."""
        return None if self.cleaned_data["pairing"] == OTHER else self.chosen_pairing

    def clean_participants(self) -> str:
        """Refuse a list that is not one."""
        text: str = self.cleaned_data["participants"]
        lines = read(text)
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                _("Paste at most %(most)s people. Add the others after saving.")
                % {"most": MOST_LINES}
            )
        for line in lines:
            if len(line.name) > 200 or len(line.position) > 300 or len(line.organization) > 250:  # noqa: PLR2004 — as the columns are
                raise forms.ValidationError(
                    _("This line is too long: “%(start)s…”. Put each person on a line.")
                    % {"start": line.name[:40]}
                )
        return text

    def clean_topics(self) -> list[str]:
        """Return the topics, one from each line."""
        topics = _lines(self.cleaned_data["topics"])
        if any(len(topic) > 300 for topic in topics):  # noqa: PLR2004 — as the column is
            raise forms.ValidationError(_("Write each topic in at most 300 letters."))
        return topics

    def clean_organization_names(self) -> list[str]:
        """Return the names, one from each line."""
        names = _lines(self.cleaned_data["organization_names"])
        if any(len(name) > 250 for name in names):  # noqa: PLR2004 — as the column is
            raise forms.ValidationError(_("Put each organization on a line of its own."))
        return names

    def clean(self) -> dict[str, Any]:
        """Check the numbers."""
        cleaned = super().clean()
        people, women = cleaned.get("people"), cleaned.get("women")
        if people is not None and women is not None and women > people:
            self.add_error(
                "women", _("There cannot be more women than people. Check both numbers.")
            )
        if self.is_to_come and (people is not None or women is not None):
            self.add_error(
                "people", _("This meeting is still to come. Leave the numbers empty until then.")
            )
        return cleaned

    def terms(self) -> EventTerms:
        """Return what is known of the meeting itself."""
        cleaned = self.cleaned_data
        pairing = cleaned["pairing"]
        starts_at, ends_at = self.moments()
        return EventTerms(
            type=cleaned["type"],
            title=cleaned["title"],
            programme=cleaned["programme"] or (pairing.programme if pairing else None),
            parent=cleaned["parent"],
            day=cleaned["day"],
            last_day=cleaned["last_day"],
            starts_at=starts_at,
            ends_at=ends_at,
            time_zone=cleaned["time_zone"],
            modality=cleaned["modality"],
            platform=cleaned["platform"],
            place=cleaned["place"],
            summary=cleaned["summary"],
        )

    @property
    def count_method(self) -> str:
        """How the numbers are known."""
        return CountMethod.ESTIMATED if self.cleaned_data["estimated"] else CountMethod.REPORTED

    def head_count(self) -> list[HeadCountTerms]:
        """Return how many took part in all; nothing where no number is known."""
        people, women = self.cleaned_data["people"], self.cleaned_data["women"]
        if people is None and women is None:
            return []
        return [HeadCountTerms(people=people, women=women, method=self.count_method)]

    @property
    def is_to_come(self) -> bool:
        """Whether the day is not fixed yet, or lies in the future."""
        day: date | None = self.cleaned_data.get("day")
        if self.cleaned_data.get("day_unknown"):
            return True
        return day is not None and day > self.today


def _pairing_choices(user: User, pairings: Any, may_log_other: bool) -> list[Any]:  # noqa: FBT001
    recent = {pairing.pk: pairing for pairing in event_queries.recent_pairings(user)}
    groups: dict[str, list[tuple[int, str]]] = {}
    for pairing in pairings.with_parties():
        if pairing.pk not in recent:
            groups.setdefault(_countries(pairing), []).append((pairing.pk, pairing.title))
    choices: list[Any] = [("", _("Choose a pairing"))]
    if recent:
        choices.append((_("Logged last"), [(one.pk, one.title) for one in recent.values()]))
    choices += sorted(groups.items())
    if may_log_other:
        choices.append((OTHER, _("Another kind of event…")))
    return choices


def _countries(pairing: Pairing) -> str:
    countries = {
        party.organization.country.name
        for party in pairing.parties.all()
        if party.organization.country
    }
    return " \N{EN DASH} ".join(sorted(countries)) or _("Other pairings")


def _people_of(pairing: Pairing | None, user: User) -> Any:
    if pairing is None:
        return Person.objects.none()
    sides = [party.organization_id for party in pairing.parties.all()]
    there = Person.objects.filter(positions__organization__in=sides, positions__ends_on=None)
    near = there | Person.objects.filter(positions__organization__parent__in=sides)
    return Person.objects.visible_to(user).filter(pk__in=near.values("pk")).with_details()


def _lines(text: str) -> list[str]:
    return [line for row in text.splitlines() if (line := clean_name(row))]
