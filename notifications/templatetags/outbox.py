"""Words of the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from notifications import mails
from notifications.queries import delivery_errors

if TYPE_CHECKING:
    from notifications.models import Message

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """Return the name of a kind of message; the app that writes its mails gave it."""
    return mails.label_of(kind)


@register.filter
def delivery_error(message: Message) -> str:
    """Return what went wrong with a message in plain words; empty if nothing did."""
    return delivery_errors.in_words(message)
