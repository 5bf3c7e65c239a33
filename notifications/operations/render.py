"""A mail made into an e-mail: text and HTML of one make, headers clean, identity stable."""

from __future__ import annotations

import hashlib
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.terms import BY_ITSELF
from core.db import key_in
from core.normalisation import clean_name
from notifications import mails
from notifications.mails import Invitation, Mail
from notifications.models import Message
from notifications.operations import choices

# What stands in the outbox where the mail had something that opens a form or a meeting.
_SECRET = "\N{HORIZONTAL ELLIPSIS}"  # noqa: S105


def render_email(message: Message, mail: Mail) -> EmailMultiAlternatives:
    """Return the e-mail that brings ``mail`` to the address that ``message`` was begun with.

    The words of the frame are those of the active language. What the outbox will keep of the mail
    is set on ``message``; it is saved when the mail has gone.
    """
    choices_url = _choices_url(message)
    facts = {"mail": mail, "choices_url": choices_url}
    text = render_to_string("notifications/mail/frame.txt", facts)
    message.subject = clean_name(mail.subject)
    message.body, message.remarks = _without_secrets(text, message, mail), list(mail.remarks)
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        to=[formataddr((clean_name(message.recipient.name), _in_ascii(message.to_address)))],
        reply_to=_reply_to(mail),
        headers=_headers(message, mail, choices_url),
    )
    html = render_to_string("notifications/mail/frame.html", facts)
    email.attach_alternative(_lean(html), "text/html")
    if mail.invitation:
        _enclose(email, mail.invitation)
    return email


def message_id(message: Message) -> str:
    """Return the same identity for each attempt, so that servers and readers may drop a double.

    The key of the row is part of it: what a bounce names is found again.
    """
    return f"<{_hash(message.key)}.{message.pk}@{_domain()}>"


def row_of(identity: str) -> int | None:
    """Return the key of the message that a Message-ID of ours names."""
    local = identity.strip().strip("<>").partition("@")[0]
    return key_in(local.rpartition(".")[2])


def _headers(message: Message, mail: Mail, choices_url: str) -> dict[str, str]:
    headers = {"Message-ID": message_id(message), **BY_ITSELF}
    if mail.thread:
        root = f"<{_hash(f'{mail.thread}:{message.recipient_id}')}.thread@{_domain()}>"
        headers |= {"In-Reply-To": root, "References": root}
    if choices_url:
        headers |= {
            "List-Unsubscribe": f"<{choices_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _choices_url(message: Message) -> str:
    """Return where the reader chooses how such mails come; empty where there is no choice."""
    kind = mails.kind_of(message.kind)
    if kind is None or not kind.may_be_off:
        return ""
    path = reverse("notifications:choices-by-link", args=[choices.token_of(message)])
    return urljoin(settings.SITE_URL, path)


def _lean(html: str) -> str:
    """Leave out how the template is indented: on a slow line a mail is small."""
    return "\n".join(line for line in map(str.strip, html.splitlines()) if line)


def _in_ascii(address: str) -> str:
    """Return the address with a domain that mail servers know, such as xn--bcher-kva.example."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain if domain.isascii() else domain.encode('idna').decode()}"


def _reply_to(mail: Mail) -> list[str]:
    address = mail.reply_to or settings.REPLY_TO_EMAIL
    return [address] if address else []


def _enclose(email: Any, invitation: Invitation) -> None:
    """Enclose a calendar file as Outlook (a part of its own) and Gmail (an attachment) want it."""
    words = invitation.octets.decode()
    email.attach_alternative(words, f"text/calendar; method={invitation.method}")
    email.attach("meeting.ics", invitation.octets, "application/ics")


def _without_secrets(text: str, message: Message, mail: Mail) -> str:
    """Return the text without what opens something: who reads the outbox is not its reader."""
    for secret in (*mail.secrets, choices.token_of(message)):
        text = text.replace(secret, _SECRET)
    return text


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
