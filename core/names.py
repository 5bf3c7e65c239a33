"""Questions for a name."""

from __future__ import annotations

from typing import Any

from django import forms

from core.normalisation import clean_name


class NameField(forms.CharField):
    """A name on one line; one of invisible characters only is no name."""

    def to_python(self, value: Any) -> str:
        """Return the name as it is kept, before it is asked whether there is one."""
        return clean_name(super().to_python(value) or "")
