"""Links to set a password: asked for by anybody, sent to whoever has an account.

The page that takes the address looks nothing up and sends nothing, or its answer would tell by how
long it takes whether there is an account.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import get_connection
from django.db import transaction

from accounts import mails
from accounts.models import LinkRequest

logger = logging.getLogger(__name__)

# Whoever still waits after that has asked again, or does not need it any more.
KEPT = timedelta(hours=1)
AGAIN_AFTER = timedelta(minutes=1)
MOST_AT_ONCE = 50


def ask(email: str) -> LinkRequest:
    """Note that somebody wants a link for this address, whoever's it is."""
    return LinkRequest.objects.create(email=email.strip().lower())


def send_due(*, now: datetime) -> int:
    """Send the links that were asked for; return how many mails went.

    A mail server that does not take one is asked again a minute later, for an hour.
    """
    LinkRequest.objects.filter(asked_at__lte=now - KEPT).delete()
    due = LinkRequest.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    connection: Any = get_connection()
    try:
        return sum(
            _answer(key, connection, now=now)
            for key in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE])
        )
    finally:
        connection.close()


@transaction.atomic
def _answer(key: int, connection: Any, *, now: datetime) -> int:
    """Send what one request asks for; another sender may have it."""
    held = LinkRequest.objects.select_for_update(skip_locked=True).filter(pk=key)
    asked = held.first()
    if asked is None:
        return 0
    try:
        connection.open()
        sent: int = connection.send_messages(list(mails.password_links(asked.email))) or 0
    except (OSError, smtplib.SMTPException):
        logger.warning("a link to set a password could not be sent", exc_info=True)
        connection.close()
        held.update(due_at=now + AGAIN_AFTER)
        return 0
    held.delete()
    return sent
