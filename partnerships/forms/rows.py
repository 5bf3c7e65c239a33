"""Rows that a form holds any number of, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django import forms

from core.pickers import typed_at


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """A formset that ignores empty rows and can be shown again with one row more."""

    @classmethod
    def longer(cls, typed: Mapping[str, Any], *, prefix: str, **options: Any) -> Self:
        """Return the rows as they were typed, not judged yet, and an empty one after them.

        This is what the "add" button does where there is no JavaScript.
        """
        names = cls.form.base_fields
        count = cls(typed, prefix=prefix, **options).total_form_count()
        rows = [
            {name: typed_at(typed, f"{prefix}-{number}-{name}") for name in names}
            for number in range(count)
        ]
        more = f"add_{prefix}" in typed
        shown = cls(prefix=prefix, initial=[*rows, *([{}] if more else [])], **options)
        # Rows that are there need no further empty ones.
        shown.extra = 0
        shown.min_num = 0
        return shown

    @property
    def filled(self) -> list[dict[str, Any]]:
        """What was typed into the rows that are not empty."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]
