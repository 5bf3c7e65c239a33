"""A warning before a save: something like it is there already."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms

from accounts.models import User
from core.models import Record

RecordT = TypeVar("RecordT", bound=Record)


class SeenField(forms.CharField):
    """Remembers which similar records the page has warned of."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)


class CarefulForm(forms.ModelForm[RecordT]):
    """A form that warns of ``similar`` records; ``user`` writes it."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.similar: list[Any] = []

    def warn_of(self, similar: list[Any], *, keys: list[int], warning: Any) -> None:
        """Warn once, beside the name, of records of these keys that may be the same."""
        self.similar = similar
        found = ",".join(map(str, keys))
        if found and self.cleaned_data.get("seen") != found:
            self.add_error("name", warning)
            data: Any = self.data
            data = data.copy()
            data[self.add_prefix("seen")] = found
            self.data = data
