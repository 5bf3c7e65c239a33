"""Links to set a password: asked for by anybody, sent to whoever has an account.

The page that takes the address looks nothing up and sends nothing, or its answer would tell by how
long it takes whether there is an account.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts import mails
from accounts.models import LinkRequest
from accounts.operations import due_mails

# Whoever still waits after that has asked again, or does not need it any more.
KEPT = timedelta(hours=1)


def ask(email: str) -> LinkRequest:
    """Note that somebody wants a link for this address, whoever's it is."""
    return LinkRequest.objects.create(email=email.strip().lower())


def send_due(*, now: datetime) -> int:
    """Send the links that were asked for; return how many mails went.

    A mail server that does not take one is asked again a minute later, for an hour.
    """
    LinkRequest.objects.filter(asked_at__lte=now - KEPT).delete()
    return due_mails.send(
        LinkRequest.objects.all(),
        write=lambda asked: mails.password_links(asked.email),
        done=lambda sent: sent.delete(),
        now=now,
    )
