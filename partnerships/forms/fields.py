"""Inputs that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from core.fields import DayField, LongTextField


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> DayField:
    """Return a question for a day, with the calendar of the device."""
    return DayField(
        label=label,
        required=required,
        help_text=help_text,
    )


def number_field(
    label: Any, *, largest: int | None = None, help_text: Any = ""
) -> forms.IntegerField:
    """Return a question for a whole number, which may stay unknown."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=largest,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 8}),
    )


def text_field(
    label: Any, *, rows: int = 3, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    """Return a question for a few sentences in any language."""
    return LongTextField(
        rows=rows,
        label=label,
        required=required,
        help_text=help_text,
        max_length=5000,
    )


def record_field(
    label: Any, records: type[Model] | QuerySet[Any], *, empty: Any, required: bool = False
) -> forms.ModelChoiceField[Any]:
    """Return a menu of records; of a model it has none until the form narrows it."""
    if isinstance(records, type):
        records = records._default_manager.none()
    return forms.ModelChoiceField(
        label=label, queryset=records, required=required, empty_label=empty
    )


def narrow(form: forms.BaseForm, **records: QuerySet[Any]) -> None:
    """Let the menus of ``form``, by the names of their fields, offer these records."""
    for name, queryset in records.items():
        field: Any = form.fields[name]
        field.queryset = queryset
