"""The rows of the log: an area, a next action, a number, a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, DayField, LongTextField, NameField, TextField, TickField
from events.enums import StatementKind
from events.forms.participants import Directory
from events.forms.rows import NUMBERS, LenientForm, LenientFormSet, judge_numbers, number
from events.queries import events as event_queries
from events.terms.attendance import HeadCountTerms, ParticipationTerms
from events.terms.logs import ForPairing
from events.terms.records import StatementTerms
from events.wording import titles
from network.models import CooperationArea, Organization, Person
from partnerships.enums import Firmness
from partnerships.models import Pairing, PairingParty
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms

_YEARS = re.compile(r"^\s*(?P<first>\d{4})\s*(?:[-\N{EN DASH}/]\s*(?P<last>\d{4}))?\s*$")
_MOST_ROWS = 100


def sides_of(pairing: Pairing | None) -> list[PairingParty]:
    """Return the parties in the order in which the pairing names them."""
    return list(pairing.parties.all()) if pairing else []


def rows_of(row: type[LenientForm], prefix: str, data: Any, **options: Any) -> Any:
    """Return the rows of one kind, with one empty row at the end of a new form."""
    factory: Any = forms.formset_factory(
        row, formset=LenientFormSet, extra=1, max_num=_MOST_ROWS, absolute_max=_MOST_ROWS
    )
    return factory(data, prefix=prefix, form_kwargs=options)


class AreaRow(LenientForm):
    """An area, whether they agreed on it, how firmly and for when."""

    agreed = TickField()
    firmness = ChoiceField(_("How firm is it?"), Firmness, initial=Firmness.AGREED, required=False)
    years = TextField(
        _("For which years?"),
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "2027\N{EN DASH}2028"}),
    )
    text = TextField(_("In your words"), max_length=1000)

    def __init__(
        self, *args: Any, area: CooperationArea, is_agreed_already: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        self.is_agreed_already = is_agreed_already
        self.fields["agreed"].label = area.name

    @property
    def has_more(self) -> bool:
        """Whether the folded part of the row holds something."""
        value = self["firmness"].value()
        names = ("years", "text", "firmness")
        filled = bool(self["years"].value() or self["text"].value())
        return filled or value != Firmness.AGREED or any(self[name].errors for name in names)

    @property
    def is_agreed(self) -> bool:
        """Whether they agreed to work on it."""
        return bool(self.cleaned_data.get("agreed"))

    def clean_years(self) -> tuple[date | None, date | None]:
        """Return the first and the last day of the years."""
        text: str = self.cleaned_data["years"]
        if not text.strip():
            return None, None
        match = _YEARS.match(text)
        first = int(match["first"]) if match else 0
        last = int(match["last"] or first) if match else 0
        if not 1990 <= first <= last <= 2100:  # noqa: PLR2004 — years of our time
            raise forms.ValidationError(
                _("Write one year or two, such as 2027 or 2027\N{EN DASH}2028.")
            )
        return date(first, 1, 1), date(last, 12, 31)

    def clean(self) -> dict[str, Any]:
        """Lose nothing that was typed beside an area that is not ticked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = cleaned.get("text") or any(cleaned.get("years") or ())
        if typed and not cleaned.get("agreed"):
            self.add_error(
                "agreed",
                _("Tick “%(area)s”, or clear what stands beside it.") % {"area": self.area},
            )
        return cleaned

    def terms(self) -> CommitmentTerms:
        """Return the area as it was agreed."""
        cleaned = self.cleaned_data
        starts_on, ends_on = cleaned["years"]
        firmness = cleaned["firmness"] or Firmness.AGREED
        return CommitmentTerms(
            area=self.area,
            text=cleaned["text"],
            firmness=firmness,
            starts_on=starts_on,
            ends_on=ends_on,
        )


class AreaRows:
    """A row for each area of the vocabulary; behaves as a formset does."""

    def __init__(self, data: Any, pairing: Pairing | None) -> None:
        agreed = event_queries.already_agreed(pairing) if pairing else set()
        self.forms = [
            AreaRow(data, area=area, is_agreed_already=area.pk in agreed, prefix=f"area-{area.pk}")
            for area in CooperationArea.objects.all()
        ]

    @property
    def errors(self) -> list[Any]:
        """The errors of each row."""
        return [row.errors for row in self.forms if row.errors]

    @property
    def some_are_agreed_already(self) -> bool:
        """Whether the pairing has agreed on an area before."""
        return any(row.is_agreed_already for row in self.forms)

    def non_form_errors(self) -> list[str]:
        """Return nothing: areas do not contradict each other."""
        return []

    def is_valid(self) -> bool:
        """Judge every row."""
        return not self.errors

    def hide_errors(self) -> None:
        """Show no errors: the person is not done yet."""
        for row in self.forms:
            row.hide_errors()

    def terms(self) -> list[ForPairing[CommitmentTerms]]:
        """Return what they agreed on."""
        return [ForPairing(row.terms()) for row in self.forms if row.is_agreed]


class Actors:
    """Who may act: a side, or a person of one; read once for all rows."""

    def __init__(self, sides: list[PairingParty], *, is_other: bool = False) -> None:
        self._sides, self._is_other = sides, is_other
        self._people = {f"person-{person.pk}": person for person in _people_of(sides)}
        self.choices = self._choices()

    def find(self, key: str) -> tuple[Organization | None, Person | None]:
        """Return the side or the person of a choice; neither means that all sides act."""
        kind, _dash, number = key.partition("-")
        if kind == "side" and int(number) <= len(self._sides):
            return self._sides[int(number) - 1].organization, None
        return None, self._people.get(key)

    def in_words(self, key: str, names: Sequence[str]) -> Any:
        """Return who acts where no pairing met: one of ``names``, or nobody in particular."""
        _kind, _dash, number = key.partition("-")
        if not number:
            return ""
        place = int(number) - 1
        return names[place] if place < len(names) else dict(self._choices())[key]

    def _choices(self) -> list[Any]:
        """The keys of the sides hold before the pairing is chosen, too."""
        if self._is_other:
            return [
                ("", _("All of them")),
                ("side-1", _("The organization named first")),
                ("side-2", _("The organization named second")),
            ]
        if not self._sides:
            return [
                ("", _("Both sides")),
                ("side-1", _("The side named first")),
                ("side-2", _("The side named second")),
            ]
        every = _("Both sides") if len(self._sides) == 2 else _("All sides")  # noqa: PLR2004 — a pair
        named = [
            (f"side-{n}", side.organization.short_name)
            for n, side in enumerate(self._sides, start=1)
        ]
        people = [(key, person.name) for key, person in self._people.items()]
        return [("", every), *named, *([(_("People"), people)] if people else [])]


def _people_of(sides: list[PairingParty]) -> Iterable[Person]:
    if not sides:
        return []
    return Person.objects.filter(
        positions__organization__in=[side.organization_id for side in sides],
        positions__ends_on=None,
    ).distinct()


class ActionRow(LenientForm):
    """A next action: what, who, by when."""

    text = TextField(_("What will be done?"), max_length=1000)
    who = ChoiceField(_("Who?"), required=False)
    due_on = DayField(
        _("By when?"),
        error_messages={"invalid": _("Enter the date as day, month and year.")},
    )

    def __init__(self, *args: Any, actors: Actors, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actors = actors
        field: Any = self.fields["who"]
        field.choices = actors.choices

    def has_changed(self) -> bool:
        """A row counts when it says what will be done, or by when."""
        return bool({"text", "due_on"} & set(self.changed_data))

    def clean_who(self) -> tuple[Organization | None, Person | None]:
        """Return the side or the person; neither means that all sides act."""
        return self.actors.find(self.cleaned_data["who"])

    def clean(self) -> dict[str, Any]:
        """Refuse a date without an action."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("due_on") and not cleaned.get("text"):
            self.add_error("text", _("Write what will be done, or clear the date."))
        return cleaned

    def terms(self) -> ActionTerms:
        """Return the next step."""
        organization, person = self.cleaned_data["who"]
        return ActionTerms.partly(self.cleaned_data, organization=organization, person=person)

    def in_words(self, names: Sequence[str]) -> str:
        """Return the next step of organizations that are no pairing yet."""
        who = self.actors.in_words(str(self["who"].value() or ""), names)
        return titles.planned(self.cleaned_data["text"], who, self.cleaned_data["due_on"])


class CountRow(LenientForm):
    """How many people of one organization took part."""

    organization = NameField(
        _("Which organization?"),
        max_length=250,
        widget=forms.TextInput(attrs={"list": "organization-names", "autocomplete": "off"}),
    )
    people = number(_("People"))
    women = number(_("Women among them"))
    persons_with_disabilities = number(_("With disabilities"))

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing in a row that was begun."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.has_changed() or self.errors:
            return cleaned
        if not cleaned["organization"]:
            self.add_error("organization", _("Write the organization of this number."))
        elif all(cleaned[name] is None for name in NUMBERS):
            self.add_error("people", _("Write how many people came, or clear this row."))
        judge_numbers(self)
        return cleaned

    def terms(self, directory: Directory, *, method: str) -> HeadCountTerms | ParticipationTerms:
        """Return the number; of an organization that nobody knows it is kept in words."""
        name = self.cleaned_data["organization"]
        numbers = {name: self.cleaned_data[name] for name in NUMBERS}
        organization = directory.organization(name)
        if organization is None:
            note = titles.head_count(**numbers)
            return ParticipationTerms(organization_name=name, capacity=note)
        return HeadCountTerms(organization=organization, **numbers, method=method)


class StatementRow(LenientForm):
    """What somebody said."""

    name = NameField(_("Who said it?"), max_length=200)
    text = LongTextField(_("What was said?"), rows=2, max_length=5000)
    kind = ChoiceField(
        _("Whose words?"), StatementKind, initial=StatementKind.PARAPHRASE, required=False
    )

    def has_changed(self) -> bool:
        """A row counts when it says who, or what."""
        return bool({"name", "text"} & set(self.changed_data))

    def clean(self) -> dict[str, Any]:
        """Ask for the half that is missing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("text") and not cleaned.get("name"):
            self.add_error("name", _("Write who said it."))
        if cleaned.get("name") and not cleaned.get("text"):
            self.add_error("text", _("Write what was said, or clear the name."))
        return cleaned

    def terms(self, person: Person | None) -> StatementTerms:
        """Return the statement of ``person``, if it is known who that is."""
        kind = self.cleaned_data["kind"] or StatementKind.PARAPHRASE
        return StatementTerms.partly(self.cleaned_data, person=person, kind=kind)
