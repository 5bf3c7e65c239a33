"""Rows of a form that can be added without JavaScript, and what rows ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from core.db import key_in
from core.fields import NumberField

ADD = "add_"
REFRESH = "refresh"
MOST_PEOPLE = 100_000
# How many came: all, and some of them.
NUMBERS = ("people", "women", "persons_with_disabilities")


class LenientForm(forms.Form):
    """A form that can show what was typed without judging it."""

    def hide_errors(self) -> None:
        """Show no errors: the person is not done yet."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}


class LenientFormSet(forms.BaseFormSet[LenientForm]):
    """Rows that can show what was typed without judging it."""

    def hide_errors(self) -> None:
        """Show no errors: the person is not done yet."""
        for form in self.forms:
            form.hide_errors()
        self._errors = [form.errors for form in self.forms]
        self._non_form_errors = self.error_class()

    def filled(self) -> list[LenientForm]:
        """Return the rows that hold something."""
        return [form for form in self.forms if form.has_changed()]


def asks_for_more(data: Mapping[str, Any] | None) -> bool:
    """Say whether the form was sent for another row or a fresh part, not to be saved."""
    return data is not None and any(name.startswith(ADD) or name == REFRESH for name in data)


def with_another_row(data: MultiValueDict[str, Any]) -> MultiValueDict[str, Any]:
    """Return ``data`` with one more row in the formset whose button was pressed."""
    data = data.copy()
    for name in [name for name in data if name.startswith(ADD)]:
        total = f"{name.removeprefix(ADD)}-TOTAL_FORMS"
        count = key_in(data.get(total))
        if count is not None:
            data[total] = str(count + 1)
    return data


_MORE_THAN_ALL = {
    "online": _("There cannot be more people online than in all. Check both numbers."),
    "women": _("There cannot be more women than people. Check both numbers."),
    "persons_with_disabilities": _(
        "There cannot be more persons with disabilities than people. Check both numbers."
    ),
}


def judge_numbers(form: forms.Form) -> None:
    """Refuse a number of some that is larger than the number of all; either may be unknown."""
    people = form.cleaned_data.get("people")
    for name, said in _MORE_THAN_ALL.items():
        some = form.cleaned_data.get(name)
        if people is not None and some is not None and some > people:
            form.add_error(name, said)


def number(label: Any) -> NumberField:
    """Return a question for a number; empty means that it is not known."""
    invalid = {"invalid": _("Write a number with digits, such as 17.")}
    return NumberField(label, max_value=MOST_PEOPLE, error_messages=invalid)
