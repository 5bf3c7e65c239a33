"""A menu that shows one choice and still takes several from an address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _


class OneOrSeveral(forms.SelectMultiple):
    """A plain menu; several values from a link become one entry of it, so that they are kept."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/select.html"

    def __init__(self, *, every: Any) -> None:
        super().__init__()
        self.every = every

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return the values, however they came: repeated, or as "overdue,quiet"."""
        given: Iterable[str] = super().value_from_datadict(data, files, name) or []
        return [value for each in given for value in each.split(",") if value]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Build a menu with a single selected entry."""
        chosen = [str(each) for each in value or [] if each]
        choices = [("", str(self.every)), *((str(key), label) for key, label in self.choices)]
        if len(chosen) > 1:
            words = dict(choices)
            both = _(" or ").join(str(words.get(each, each)) for each in chosen)
            choices.insert(1, (",".join(chosen), both))
        menu = forms.Select(attrs={**self.attrs, **(attrs or {})}, choices=choices)
        return menu.get_context(name, ",".join(chosen), None)
