"""What went wrong with a message, in words for people who run no mail server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from notifications.enums import MessageState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from notifications.models import Message

# RFC 3463 and RFC 5321; the first that fits, the more telling ones before.
_SAID: tuple[tuple[str, _StrPromise], ...] = (
    (r"\b[45]\.1\.[789]\b", _lazy("The mail server does not accept the address we send from.")),
    (r"\b5\.1\.\d", _lazy("This address does not exist.")),
    (r"\b[45]\.2\.2\b|\b452\b|\b552 5\.2", _lazy("The mailbox is full.")),
    (r"\b5\.2\.1\b", _lazy("The mailbox is closed.")),
    (r"\b5\.(2\.3|3\.4)\b", _lazy("The mail is too large for this mailbox.")),
    (r"\b[45]\.7\.\d", _lazy("The mail server does not let our mail in. It may take it for spam.")),
    (r"\b4\.\d\.\d|^4\d\d\b", _lazy("The mail server was in trouble each time we tried.")),
    (r"^55[03]\b(?! 5\.)", _lazy("The mail server does not know this address.")),
    (r"^5\d\d\b|\b5\.\d\.\d", _lazy("The mail server did not accept this mail.")),
    (
        r"^(OSError|Connection\w*|TimeoutError|SMTP\w*|gaierror|SSL\w*)\b",
        _lazy("The mail server could not be reached."),
    ),
    (r"^\w*Error: ", _lazy("The text could not be written. Tell those who look after the site.")),
)
_GONE_WRONG = {MessageState.FAILED, MessageState.BOUNCED, MessageState.UNCONFIRMED}


def in_words(message: Message) -> str:
    """Return what went wrong in plain words; empty if nothing did, or they are plain already."""
    if message.state not in _GONE_WRONG:
        return ""
    if message.state == MessageState.UNCONFIRMED:
        return _("The mail server got it and did not answer. Nobody knows whether it arrived.")
    for pattern, words in _SAID:
        if re.search(pattern, message.last_error):
            return str(words)
    return message.last_error or _("It is not known why.")
