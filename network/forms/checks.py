"""Two warnings before a save: somebody else saved meanwhile; something like it is there already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from audit.queries import last_change
from core.models import Record


class HiddenField(forms.CharField):
    """Remembers what the page showed: the state of the record, or the similar ones it warned of."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)


def version_of(record: Record) -> str:
    """Return the word for the state of ``record`` as it is now."""
    return record.updated_at.isoformat() if record.pk else ""


def refuse_older(form: forms.BaseForm, record: Record, *, now: datetime) -> None:
    """Warn once if somebody saved ``record`` since the page was opened; the text stays."""
    if not record.pk or form.cleaned_data.get("version") == version_of(record):
        return
    change = last_change(record)
    by = change.by if change and change.by else _("Somebody")
    form.add_error(
        None,
        _(
            "%(name)s changed this %(time)s ago. Your text is kept below. "
            "Compare it with the page, then save again."
        )
        % {"name": by, "time": timesince(record.updated_at, now)},
    )
    remember(form, "version", version_of(record))


def remember(form: forms.BaseForm, name: str, value: str) -> None:
    """Put ``value`` into a hidden field of a form that was sent."""
    data: Any = form.data
    data = data.copy()
    data[form.add_prefix(name)] = value
    form.data = data
