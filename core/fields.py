"""Questions for a day, for a name and for a few sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.normalisation import clean_name

FIRST_YEAR = 1900
LAST_YEAR = 2100


class DayField(forms.DateField):
    """A day of our time, chosen from the device's own calendar.

    A year with a digit too few would break every sum of days that follows.
    """

    def __init__(self, **options: Any) -> None:
        calendar = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": calendar, **options})

    def clean(self, value: Any) -> date | None:
        """Return the day, or ask for the year again."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Check the year: write one from %(first)s to %(last)s.")
                % {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)},
                code="year",
            )
        return day


class NameField(forms.CharField):
    """A name on one line; one of invisible characters only is no name."""

    def to_python(self, value: Any) -> str:
        """Return the name as it is kept, before it is asked whether there is one."""
        return clean_name(super().to_python(value) or "")


class LongTextField(forms.CharField):
    """A few sentences in any language, in a box that shows some ``rows`` of them."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
