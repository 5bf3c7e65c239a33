"""A batch of messages on its way: claim, write, hand over, record, one transaction each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from notifications import letters
from notifications.operations import delivery
from notifications.operations.envelopes import envelope
from notifications.operations.post import (
    LaterError,
    Post,
    RefusedError,
    UncertainError,
    UnreachableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.core.mail import EmailMultiAlternatives

    from notifications.letters import Letter
    from notifications.models import Message

    Clock = Callable[[], datetime]

BUDGET = timedelta(seconds=20)


class NoLetterError(Exception):
    """Nobody has registered a composer for this kind of message."""


def send_batch(*, clock: Clock, budget: timedelta = BUDGET) -> int:
    """Send what is due, as far as the time allows, and return how many messages were begun.

    If the mail server is out of reach the messages wait untouched: no attempt is counted.
    """
    post, token, started = Post(), uuid4(), clock()
    claimed = delivery.claim(token=token, now=started)
    begun, trouble = 0, ""
    try:
        for pk in claimed:
            if clock() - started >= budget:
                break
            post.open()
            begun += _send_one(pk, token=token, post=post, clock=clock)
    except UnreachableError as error:
        trouble = str(error)
    finally:
        post.close()
        delivery.release(token=token, now=clock(), error=trouble)
    return begun


def _send_one(pk: int, *, token: UUID, post: Post, clock: Clock) -> bool:
    message = delivery.begin(pk, token=token, now=clock())
    if message is None:
        return False
    try:
        letter = _write(message)
        mail = envelope(message, letter) if letter else None
    except Exception as error:  # noqa: BLE001 — a letter that cannot be written must not stop the rest
        delivery.fail(message, error=f"{type(error).__name__}: {error}", now=clock())
        return True
    if letter is None or mail is None:
        delivery.withdraw(message, now=clock())
    elif _handed_over(message, mail, post=post, clock=clock):
        delivery.sent(message, letter, now=clock())
    return True


def _handed_over(
    message: Message, mail: EmailMultiAlternatives, *, post: Post, clock: Clock
) -> bool:
    """Say whether the mail server took it; what else became of it is recorded."""
    try:
        post.deliver(mail)
    except LaterError as error:
        delivery.put_off(message, error=str(error), now=clock())
    except RefusedError as error:
        delivery.fail(message, error=str(error), now=clock(), address_refused=error.address_refused)
    except UncertainError as error:
        delivery.doubt(message, error=str(error), now=clock())
    else:
        return True
    return False


def _write(message: Message) -> Letter | None:
    """Compose the letter as its reader reads and by the reader's clock."""
    kind = letters.kind_of(message.kind)
    if kind is None:
        raise NoLetterError(message.kind)
    recipient = message.recipient
    spoken = recipient.language in dict(settings.LANGUAGES)
    language = recipient.language if spoken else settings.LANGUAGE_CODE
    with (
        transaction.atomic(),
        translation.override(language),
        timezone.override(ZoneInfo(recipient.time_zone)),
    ):
        return kind.compose(message)
