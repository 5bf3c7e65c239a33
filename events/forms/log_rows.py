"""The rows of the log: an area, a next action, a number, a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField, DayField, LongTextField, NameField, TextField
from events.enums import StatementKind
from events.forms.participants import Directory
from events.forms.rows import NUMBERS, LenientForm, LenientFormSet, judge_numbers, number
from events.terms.attendance import HeadCountTerms, ParticipationTerms
from events.terms.records import StatementTerms
from events.wording import titles
from network.models import Organization, Person
from partnerships.models import Pairing, PairingParty
from partnerships.terms.actions import ActionTerms

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
                ("", _("All sides")),
                ("side-1", _("The side named first")),
                ("side-2", _("The side named second")),
            ]
        named = [
            (f"side-{n}", side.organization.short_name)
            for n, side in enumerate(self._sides, start=1)
        ]
        people = [(key, person.name) for key, person in self._people.items()]
        return [("", _("All sides")), *named, *([(_("People"), people)] if people else [])]


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
    text = LongTextField(_("What did they say?"), rows=2, max_length=5000)
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
            self.add_error("text", _("Write what they said, or clear the name."))
        return cleaned

    def terms(self, person: Person | None) -> StatementTerms:
        """Return the statement of ``person``, if it is known who that is."""
        kind = self.cleaned_data["kind"] or StatementKind.PARAPHRASE
        return StatementTerms.partly(self.cleaned_data, person=person, kind=kind)
