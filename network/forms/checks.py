"""Two warnings before a save: somebody else saved meanwhile; something like it is there already."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.models import User
from audit.queries import last_change
from core.models import Record

RecordT = TypeVar("RecordT", bound=Record)


class HiddenField(forms.CharField):
    """Remembers what the page showed: the state of the record, or the similar ones it warned of."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)


class CarefulForm(forms.ModelForm[RecordT]):
    """A form for a record that other people write as well."""

    version = HiddenField()

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now = user, now
        self.similar: list[Any] = []
        self.fields["version"].initial = self._version

    def refuse_older(self) -> None:
        """Warn once if somebody saved the record since the page was opened; the text stays."""
        record = self.instance
        if not record.pk or self.cleaned_data.get("version") == self._version:
            return
        change = last_change(record)
        by = change.by if change and change.by else _("Somebody")
        self.add_error(
            None,
            _(
                "%(name)s changed this %(time)s ago. Your text is kept below. "
                "Compare it with the page, then save again."
            )
            % {"name": by, "time": timesince(record.updated_at, self.now)},
        )
        self._remember("version", self._version)

    def warn_of(self, similar: list[Any], *, keys: list[int], warning: Any) -> None:
        """Warn once, beside the name, of records of these keys that may be the same."""
        self.similar = similar
        found = ",".join(map(str, keys))
        if found and self.cleaned_data.get("seen") != found:
            self.add_error("name", warning)
            self._remember("seen", found)

    @property
    def _version(self) -> str:
        """The word for the state of the record as it is now."""
        return self.instance.updated_at.isoformat() if self.instance.pk else ""

    def _remember(self, name: str, value: str) -> None:
        """Put ``value`` into a hidden field of the form that was sent."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix(name)] = value
        self.data = data
