"""A letter made into a mail: headers clean, identity stable."""

from __future__ import annotations

import hashlib
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from core.normalisation import clean_name

if TYPE_CHECKING:
    from notifications.letters import Letter
    from notifications.models import Message


def envelope(message: Message, letter: Letter) -> EmailMultiAlternatives:
    """Return the mail that carries ``letter`` to the address that ``message`` was begun with."""
    mail = EmailMultiAlternatives(
        subject=clean_name(letter.subject),
        body=letter.body,
        to=[formataddr((clean_name(message.recipient.name), message.to_address))],
        reply_to=[settings.REPLY_TO_EMAIL] if settings.REPLY_TO_EMAIL else [],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for name, content, content_type in letter.attachments:
        mail.attach(clean_name(name), content, content_type)
    return mail


def message_id(message: Message) -> str:
    """Return the same identity for each attempt, so that relays and readers may drop a double."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:40]
    return f"<{digest}@{_domain()}>"


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
