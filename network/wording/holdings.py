"""What is held on somebody, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext

from audit.queries import Named
from audit.wording import label_of, shown
from network.models import Person
from network.queries.holdings import Held, fields_of
from notifications import mails
from notifications.models import Message
from notifications.wording import reason_of

_CODES_OF_MAILS: dict[str, Callable[[Message], str]] = {
    "kind": lambda message: mails.label_of(message.kind),
    "reason": reason_of,
}


@dataclass(frozen=True)
class HeldInWords:
    """A kind by its heading, each row as what it says, and how many rows the page leaves out."""

    heading: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    more: int


def former_name(person: Person) -> str:
    """Return what stands for the name of who left, for all readers alike; no two are alike."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("Former member %(number)s") % {"number": person.pk}


def in_words(held: Held) -> HeldInWords:
    """Return what the page says of one kind."""
    rows = tuple(_facts(held, row) for row in held.rows)
    return HeldInWords(str(held.holding.told), rows, held.more)


def _facts(held: Held, row: models.Model) -> tuple[tuple[str, str], ...]:
    """Return what a row says; what is not known, or has no name on any page, is left out."""
    named = (each for each in fields_of(held.holding) if _has_words(each))
    facts = ((label_of(each), _said(each, row)) for each in named)
    return tuple((label, text) for label, text in facts if text)


def _said(field: models.Field[Any, Any], row: models.Model) -> str | None:
    """Return what a field says; the outbox keeps codes, and knows their words."""
    if isinstance(row, Message) and field.name in _CODES_OF_MAILS:
        return _CODES_OF_MAILS[field.name](row)
    return shown(field, _value(field, row))


def _has_words(field: Any) -> bool:
    return bool(field.related_model) or field._verbose_name is not None  # noqa: SLF001


def _value(field: models.Field[Any, Any], row: models.Model) -> object:
    value = getattr(row, field.name)
    if isinstance(value, models.Model):
        return Named(str(value))
    return value if value not in ("", [], {}) else None
