"""The history of a record in words, in the language of its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.wording import device
from audit.queries import Change, Entry, Named
from core import formats

# What stands in the database as a code, and how it is read.
_CODES = {
    "language": formats.language,
    "languages": formats.language,
    "time_zone": formats.city,
    "agent": device,
}


@dataclass(frozen=True)
class ChangeInWords:
    """A field by its name, what it was and what it became; None is not known."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class EntryInWords:
    """A change: when, by whom, what was done with what."""

    at: datetime
    by: str
    verb: str
    what: str
    changes: tuple[ChangeInWords, ...]


def in_words(entry: Entry) -> EntryInWords:
    """Return what the page of the history says of one change."""
    what = str(entry.model._meta.verbose_name)
    changes = tuple(_change(change) for change in entry.changes)
    return EntryInWords(entry.at, entry.by, entry.verb, what, changes)


def _change(change: Change) -> ChangeInWords:
    label = label_of(change.field)
    old, new = (shown(change.field, value) for value in (change.old, change.new))
    return ChangeInWords(label, old, new)


def label_of(field: Any) -> str:
    """Return what a field is called; a key without words of its own is called like its rows.

    Django makes a name from the attribute where the model gives none, and no language knows it.
    """
    has_words = field._verbose_name is not None  # noqa: SLF001
    is_called_like_rows = field.related_model is not None and not has_words
    return str((field.related_model._meta if is_called_like_rows else field).verbose_name)


def shown(field: Any, value: object) -> str | None:
    """Return the name behind a key, the label of a choice, a date as a day."""
    if value is None:
        return None
    if isinstance(value, Named):
        return value.name or _("removed since")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        value = [each for each in value.values() if each is not None]
    if isinstance(value, list):
        return ", ".join(str(shown(_of_one(field), one)) for one in value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value) or _in_time(field, value) or _coded(field, value))


def _of_one(field: Any) -> Any:
    """Return the field of one of several values, with its choices; of a list in JSON itself."""
    return getattr(field, "base_field", field)


def _coded(field: Any, value: object) -> str:
    """Return a code as what it stands for: "Khmer" for "km", "Phnom Penh" for its zone."""
    if code_in := _CODES.get(field.name):
        return code_in(str(value))
    return _counted(value)


def _counted(value: object) -> str:
    return formats.number(value) if isinstance(value, int) else str(value)


def _in_time(field: Any, value: object) -> str | None:
    if isinstance(field, models.DateTimeField):
        zone = timezone.get_current_timezone_name()
        return formats.moment(datetime.fromisoformat(str(value)), zone)
    if isinstance(field, models.DateField):
        return formats.day(date.fromisoformat(str(value)))
    return None
