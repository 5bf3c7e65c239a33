"""Words of the outbox."""

from __future__ import annotations

from django import template

from notifications import mails, wording
from notifications.models import Message

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """Return the name of a kind of message; the app that writes its mails gave it."""
    return mails.label_of(kind)


@register.filter
def delivery_error(message: Message) -> str:
    """Return what went wrong with a message in plain words; empty if nothing did."""
    return wording.in_words(message)


@register.filter
def reason(record: wording.Reasoned) -> str:
    """Return why somebody gets a message."""
    return wording.reason_of(record)


@register.filter
def remarks(message: Message) -> str:
    """Return what the staff should know of a mail that was sent."""
    return wording.remarks_of(message)


@register.filter
def noted_error(message: Message) -> str:
    """Return what was noted on the way, technical or not; empty if nothing was."""
    return wording.error_of(message)
