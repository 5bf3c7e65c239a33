"""A batch of messages on its way: claim, write, hand over, record; a crash leaves one open."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone, translation

from notifications import letters
from notifications.operations import delivery
from notifications.operations.envelopes import envelope
from notifications.operations.post import (
    Fence,
    LaterError,
    Post,
    RefusedError,
    UnconfirmedError,
    UnreachableError,
    boot_time,
)
from notifications.queries import clock as database_clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.core.mail import EmailMultiAlternatives

    from notifications.models import Message

    Clock = Callable[[], datetime]

Result = TypeVar("Result")

logger = logging.getLogger(__name__)

# Below the time that a worker is given to end when it is asked to.
BUDGET = timedelta(seconds=10)
# What became of a mail is written down even while the database restarts.
DATABASE_PATIENCE = timedelta(seconds=60)


class NoLetterError(Exception):
    """Nobody has registered a composer for this kind of message."""


def send_batch(
    *,
    clock: Clock = database_clock.now,
    stopwatch: Callable[[], float] = boot_time,
    budget: timedelta = BUDGET,
) -> int:
    """Send what is due, as far as the time allows, and return how many messages were begun.

    If the mail server is out of reach the messages wait untouched: no attempt is counted.
    """
    batch = _Batch(clock, stopwatch, ends_at=stopwatch() + budget.total_seconds())
    outage = ""
    try:
        while batch.has_time() and (claimed := delivery.claim(token=batch.token, now=clock())):
            with letters.sharing():
                batch.send_all(claimed)
    except UnreachableError as error:
        outage = str(error)
    finally:
        batch.end(outage)
    return batch.begun


@dataclass
class _Batch:
    """One sender at work: its token, its connection, and the mail whose end is not recorded yet."""

    clock: Clock
    stopwatch: Callable[[], float]
    ends_at: float
    token: UUID = field(default_factory=uuid4)
    post: Post = field(default_factory=Post)
    handed_over: Message | None = None
    begun: int = 0

    def has_time(self) -> bool:
        """Whether another mail may be begun."""
        return self.stopwatch() < self.ends_at

    def send_all(self, messages: list[Message]) -> None:
        """Send one after the other until the time is over."""
        for message in messages:
            if not self.has_time():
                break
            self.post.open()
            self.send(message)

    def send(self, message: Message) -> None:
        """Pass the last gate, write the mail and hand it over."""
        fence = Fence.raised(lease=settings.OUTBOX_LEASE)
        done, self.handed_over = self.handed_over, None
        if not _written_down(lambda: self._turn(done, message)):
            delivery.turn_away(message, token=self.token, now=self.clock())
            return
        self.begun += 1
        mail = self._written(message)
        if mail:
            self._hand_over(message, mail, fence)

    def end(self, outage: str) -> None:
        """Record the last mail, give back what was not begun and say good-bye."""
        done, self.handed_over = self.handed_over, None
        try:
            if done:
                _written_down(lambda: self._turn(done, None))
            delivery.release(token=self.token, now=self.clock(), error=outage)
        finally:
            self.post.close()

    def _turn(self, done: Message | None, message: Message | None) -> bool:
        return delivery.turn(done, message, token=self.token, now=self._fixed())

    def _fixed(self) -> datetime | None:
        """Return the moment that a test has set; else the statement reads the database's clock."""
        return None if self.clock is database_clock.now else self.clock()

    def _written(self, message: Message) -> EmailMultiAlternatives | None:
        """Write the mail; None if there is nothing to say, or it cannot be said, which is noted."""
        try:
            mail = _written_down(lambda: _write(message))
        except (OperationalError, InterfaceError):
            raise
        except NoLetterError as error:
            # A newer version may have planned it: its senders know how to write it.
            delivery.put_off(message, error=f"NoLetterError: {error}", now=self.clock())
            return None
        except Exception as error:  # noqa: BLE001 - one that cannot be written must not stop the rest
            words = f"{type(error).__name__}: {error}"
            delivery.fail(message, error=words, now=self.clock())
            return None
        if mail is None:
            delivery.withdraw(message, now=self.clock())
        return mail

    def _hand_over(self, message: Message, mail: EmailMultiAlternatives, fence: Fence) -> None:
        """Let the mail server take it; what else became of it is recorded."""
        try:
            self.post.deliver(mail, fence=fence)
        except LaterError as error:
            words = str(error)
            _written_down(lambda: delivery.put_off(message, error=words, now=self.clock()))
        except RefusedError as error:
            words, blamed = str(error), error.address_refused
            _written_down(
                lambda: delivery.fail(
                    message, error=words, now=self.clock(), address_refused=blamed
                )
            )
        except UnconfirmedError as error:
            words = str(error)
            _written_down(lambda: delivery.mark_unconfirmed(message, error=words, now=self.clock()))
        else:
            self.handed_over = message


def _written_down(write: Callable[[], Result]) -> Result:
    """Write again until the database answers: it may restart, and the answer may be lost.

    Each of these writes may run twice: it asks for our token and a state that only we may leave.
    """
    gives_up_at = boot_time() + DATABASE_PATIENCE.total_seconds()
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError) as error:
            if transaction.get_connection().in_atomic_block or boot_time() > gives_up_at:
                raise
            logger.warning("the database is away; trying again: %s", error)
            close_old_connections()
            time.sleep(0.2)


def _write(message: Message) -> EmailMultiAlternatives | None:
    """Write the mail as its reader reads and by the reader's clock.

    Not in one transaction: most letters write nothing, and what some write (a link to answer by,
    the end of one item of a digest) is whole by itself. That saves two ways to the database a mail.
    """
    kind = letters.kind_of(message.kind)
    if kind is None:
        raise NoLetterError(message.kind)
    recipient = message.recipient
    with translation.override(recipient.spoken), timezone.override(ZoneInfo(recipient.time_zone)):
        letter = kind.compose(message)
        return envelope(message, letter) if letter else None
