"""What narrows a list though its form does not show it: filters that only links set."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core import formats

if TYPE_CHECKING:
    import django_filters


def described(filterset: django_filters.FilterSet) -> list[str]:
    """Return "Started from: 1 Jan 2024" for each filter that only the address holds."""
    form = filterset.form
    if not form.is_bound:
        return []
    form.is_valid()
    told = []
    for bound in form.hidden_fields():
        value = form.cleaned_data.get(bound.name)
        if value is True:
            told.append(str(bound.label))
        elif value:
            shown = formats.day(value) if isinstance(value, date) else str(value)
            told.append(f"{bound.label}: {shown}")
    return told
