"""What the codes of the outbox mean, said when they are shown and in the reader's language.

Why a message is sent, what it brought and what went wrong are kept as codes with their facts. The
apps above register the sentences of their codes when the site starts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from notifications.enums import ErrorCode, MessageState, Reason
from notifications.models import Message
from notifications.terms import DeliveryError

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    class Reasoned(Protocol):
        """Has a reason as a code with its facts: a message, or somebody who will get one."""

        @property
        def reason(self) -> str: ...
        @property
        def reason_facts(self) -> Mapping[str, Any]: ...


# RFC 3463 and RFC 5321; the first that fits, the more telling ones before.
_SAID: tuple[tuple[str, _StrPromise], ...] = (
    (r"\b[45]\.1\.[789]\b", _lazy("The mail server does not accept the address we send from.")),
    (r"\b5\.1\.\d", _lazy("This address does not exist.")),
    (r"\b[45]\.2\.2\b|\b452\b|\b552 5\.2", _lazy("The mailbox is full.")),
    (r"\b5\.2\.1\b", _lazy("The mailbox is closed.")),
    (r"\b5\.(2\.3|3\.4)\b", _lazy("The mail is too large for this mailbox.")),
    (
        r"\b[45]\.7\.\d",
        _lazy("The mail server does not accept our mail. It may think that it is spam."),
    ),
    (r"\b4\.\d\.\d|^4\d\d\b", _lazy("The mail server had a problem each time we tried.")),
    (r"^55[03]\b(?! 5\.)", _lazy("The mail server does not know this address.")),
    (r"^5\d\d\b|\b5\.\d\.\d", _lazy("The mail server did not accept this mail.")),
    (
        r"^(OSError|Connection\w*|TimeoutError|SMTP\w*|gaierror|SSL\w*)\b",
        _lazy("We could not reach the mail server."),
    ),
    (r"^\w*Error: ", _lazy("We could not write the text. Tell the people who run this site.")),
)
_GONE_WRONG = {MessageState.FAILED, MessageState.BOUNCED, MessageState.UNCONFIRMED}


_SENTENCES: dict[str, str | _StrPromise] = dict(Reason.choices)


def register(codes: type[TextChoices]) -> None:
    """Let the label of each code be the sentence that it stands for."""
    _SENTENCES.update(codes.choices)


def sentence(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """Say what a code stands for; one that nobody has registered is shown as it is.

    So is a sentence: versions before December 2026 wrote sentences where the codes are now.
    """
    known = _SENTENCES.get(code)
    return code if known is None else str(known) % defaultdict(str, facts or {})


def reason_of(record: Reasoned) -> str:
    """Say to the staff why somebody gets a message."""
    return sentence(record.reason, record.reason_facts)


def remarks_of(message: Message) -> str:
    """Say what a mail brought that the staff should know of."""
    return " ".join(sentence(code) for code in message.remarks)


def error_of(message: Message) -> str:
    """Say what was noted when a message did not go; empty if nothing was."""
    if message.last_error not in ErrorCode.values:
        return message.last_error
    return str(DeliveryError(ErrorCode(message.last_error), message.error_facts))


def in_words(message: Message) -> str:
    """Say what went wrong for people who run no mail server; empty if nothing did."""
    if message.state not in _GONE_WRONG:
        return ""
    if message.state == MessageState.UNCONFIRMED:
        return _("The mail server got it and did not answer. We do not know if it arrived.")
    said = message.error_facts.get("words") or message.last_error
    for pattern, words in _SAID:
        if re.search(pattern, said):
            return str(words)
    return error_of(message) or _("We do not know why.")
