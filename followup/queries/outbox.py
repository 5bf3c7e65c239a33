"""What the outbox holds about many records at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from notifications.enums import UNSENT, MessageState
from notifications.models import Message

# The words of a mail are long, and no rule asks for them.
_WORDS = ("subject", "body", "remarks", "last_error")


def messages_about(
    model: type[Model], keys: Collection[int], *, kinds: Iterable[str], **narrowed: Any
) -> dict[int, list[Message]]:
    """Return the messages of these kinds about each of these records, the oldest first."""
    found: dict[int, list[Message]] = {key: [] for key in keys}
    about = Message.objects.filter(
        about_type=ContentType.objects.get_for_model(model), about_id__in=keys, kind__in=kinds
    ).filter(**narrowed)
    for message in about.select_related("recipient").defer(*_WORDS).order_by("pk"):
        found[message.about_id].append(message)
    return found


def unsent_about(
    model: type[Model], keys: Collection[int], *, kinds: Iterable[str]
) -> dict[int, list[Message]]:
    """Return of these messages only what has not gone."""
    return messages_about(model, keys, kinds=kinds, state__in=UNSENT)


def waiting(messages: Iterable[Message], *kinds: str) -> list[Message]:
    """Return those of these kinds that wait and were not tried yet."""
    return [each for each in messages if each.kind in kinds and each.state == MessageState.PENDING]


def unsent(messages: Iterable[Message], *kinds: str) -> list[Message]:
    """Return those of these kinds that have not gone."""
    return [each for each in messages if each.kind in kinds and each.state in UNSENT]
