"""Promises of the outbox: made once by key, called back while nothing has been sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from notifications.enums import MessageState
from notifications.models import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import Model

    from notifications.models import Recipient


@transaction.atomic
def enqueue(  # noqa: PLR0913 — a promise is made of these
    *,
    key: str,
    kind: str,
    recipient: Recipient,
    about: Model,
    reason: str,
    due_at: datetime,
    not_after: datetime | None = None,
) -> Message:
    """Promise a message; the same key again returns the promise that stands, whatever its state.

    The database decides by its unique key, so planners may run at any time, twice or at once.
    """
    message = Message(
        key=key,
        kind=kind,
        recipient=recipient,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        reason=reason,
        due_at=due_at,
        not_after=not_after,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.get(key=key)


def call_back(record: Model, *, kinds: Iterable[str] | None = None) -> int:
    """Cancel what has not been sent about ``record`` and return how many messages that were.

    What is with the mail server at this moment cannot be called back.
    """
    unsent = Message.objects.about(record).unsent()
    if kinds is not None:
        unsent = unsent.filter(kind__in=list(kinds))
    return unsent.update(state=MessageState.CANCELLED, claim=None, lease_until=None)
