"""Mails that wait as rows: each is sent by a task, as soon as the mail server takes it."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet

logger = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=1)
MOST_AT_ONCE = 50
Write = Callable[[Any], Iterable[EmailMessage]]
Done = Callable[[QuerySet[Any]], object]


def send(rows: QuerySet[Any], *, write: Write, done: Done, now: datetime) -> int:
    """Send what the ``rows`` with a ``due_at`` that has come ask for; return how many mails went.

    ``done`` takes a row whose mails went out of the rows that wait. A mail server that does not
    take one is asked again a minute later.
    """
    due = rows.filter(due_at__lte=now).order_by("due_at", "pk")
    connection: Any = get_connection()
    sent = 0
    try:
        for key in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
            with transaction.atomic():
                # Another sender may have it.
                held = rows.select_for_update(skip_locked=True, of=("self",)).filter(pk=key)
                sent += _send_one(held, connection, write, done, now)
    finally:
        connection.close()
    return sent


def _send_one(held: QuerySet[Any], connection: Any, write: Write, done: Done, now: datetime) -> int:
    row = held.first()
    if row is None:
        return 0
    try:
        connection.open()
        sent: int = connection.send_messages(list(write(row))) or 0
    except (OSError, smtplib.SMTPException):
        logger.warning("a mail about an account could not be sent", exc_info=True)
        connection.close()
        held.update(due_at=now + AGAIN_AFTER)
        return 0
    done(held)
    return sent
