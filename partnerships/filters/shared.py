"""The filters that several lists share: country, area, programme, days."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from network.models import CooperationArea, Country, Programme


def of_country() -> django_filters.ModelChoiceFilter:
    """Ask for a country by its code; the list says in ``by_country`` what that means for it."""
    return django_filters.ModelChoiceFilter(
        label=_("Country"),
        queryset=Country.objects.none(),
        to_field_name="code",
        method="by_country",
        empty_label=_("All countries"),
    )


def of_area(label: Any) -> django_filters.ModelChoiceFilter:
    """Ask for an area by its key; the list says in ``by_area`` what that means for it."""
    return django_filters.ModelChoiceFilter(
        label=label,
        queryset=CooperationArea.objects.none(),
        to_field_name="key",
        method="by_area",
        empty_label=_("All areas"),
    )


def of_programme(field: str) -> django_filters.ModelChoiceFilter:
    """Ask for a programme by its key."""
    return django_filters.ModelChoiceFilter(
        label=_("Programme"),
        queryset=Programme.objects.none(),
        to_field_name="key",
        field_name=field,
        empty_label=_("All programmes"),
    )


def of_day(
    label: Any, field: str, lookup: str, *, hidden: bool = False
) -> django_filters.DateFilter:
    """Ask for a day; a hidden one is only set by links."""
    widget = forms.HiddenInput() if hidden else forms.DateInput(attrs={"type": "date"})
    return django_filters.DateFilter(
        label=label, field_name=field, lookup_expr=lookup, widget=widget
    )
