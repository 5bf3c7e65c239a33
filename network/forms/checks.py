"""A warning before a save: something like it is there already."""

from __future__ import annotations

from typing import Any

from django import forms


class SeenField(forms.CharField):
    """Remembers which similar records the page has warned of."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, **options)


def remember(form: forms.BaseForm, name: str, value: str) -> None:
    """Put ``value`` into a hidden field of a form that was sent."""
    data: Any = form.data
    data = data.copy()
    data[form.add_prefix(name)] = value
    form.data = data
