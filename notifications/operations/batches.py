"""A batch of messages on its way: claim, write, hand over, record; a crash leaves one open."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone, translation

from notifications import mails
from notifications.enums import ErrorCode
from notifications.models import Message
from notifications.operations import claims
from notifications.operations.render import render_email
from notifications.operations.smtp import (
    Connection,
    Fence,
    LaterError,
    RefusedError,
    UnconfirmedError,
    UnreachableError,
    boot_time,
)
from notifications.queries import clock as database_clock
from notifications.terms import DeliveryError

Clock = Callable[[], datetime]

Result = TypeVar("Result")

logger = logging.getLogger(__name__)

# Below the time that a worker is given to end when it is asked to.
BUDGET = timedelta(seconds=10)
# What became of a mail is written down even while the database restarts.
DATABASE_PATIENCE = timedelta(seconds=60)


class NoComposerError(Exception):
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
    outage = None
    try:
        while batch.has_time() and (claimed := claims.claim(token=batch.token, now=clock())):
            with mails.sharing():
                batch.send_all(claimed)
    except UnreachableError as error:
        outage = error.error
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
    connection: Connection = field(default_factory=Connection)
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
            self.connection.open()
            self.send(message)

    def send(self, message: Message) -> None:
        """Pass the last gate, write the mail and hand it over."""
        fence = Fence.raised(lease=settings.OUTBOX_LEASE)
        done, self.handed_over = self.handed_over, None
        if not _written_down(lambda: self._begin(done, message)):
            claims.reject(message, token=self.token, now=self.clock())
            return
        self.begun += 1
        email = self._written(message)
        if email:
            self._hand_over(message, email, fence)

    def end(self, outage: DeliveryError | None) -> None:
        """Record the last mail, give back what was not begun and say good-bye."""
        done, self.handed_over = self.handed_over, None
        try:
            if done:
                _written_down(lambda: self._begin(done, None))
            claims.release(token=self.token, now=self.clock(), error=outage)
        finally:
            self.connection.close()

    def _begin(self, done: Message | None, message: Message | None) -> bool:
        return claims.begin(done, message, token=self.token, now=self._fixed())

    def _fixed(self) -> datetime | None:
        """Return the moment that a test has set; else the statement reads the database's clock."""
        return None if self.clock is database_clock.now else self.clock()

    def _written(self, message: Message) -> EmailMultiAlternatives | None:
        """Write the mail; None if there is nothing to say, or it cannot be said, which is noted."""
        try:
            email = _written_down(lambda: _write(message))
        except (OperationalError, InterfaceError):
            raise
        except NoComposerError as error:
            # A newer version may have planned it: its senders know how to write it.
            noted = DeliveryError.of(error, ErrorCode.NOT_WRITTEN)
            claims.retry_later(message, error=noted, now=self.clock())
            return None
        except Exception as error:  # noqa: BLE001 - one that cannot be written must not stop the rest
            noted = DeliveryError.of(error, ErrorCode.NOT_WRITTEN)
            claims.fail(message, error=noted, now=self.clock())
            return None
        if email is None:
            claims.withdraw(message, now=self.clock())
        return email

    def _hand_over(self, message: Message, email: EmailMultiAlternatives, fence: Fence) -> None:
        """Let the mail server take it; what else became of it is recorded."""
        try:
            self.connection.deliver(email, fence=fence)
        except LaterError as later:
            error, judged = later.error, later.is_judged
            _written_down(
                lambda: claims.retry_later(message, error=error, now=self.clock(), is_judged=judged)
            )
        except RefusedError as refused:
            error, blamed = refused.error, refused.address_refused
            _written_down(
                lambda: claims.fail(message, error=error, now=self.clock(), address_refused=blamed)
            )
        except UnconfirmedError as unconfirmed:
            error = unconfirmed.error
            _written_down(lambda: claims.mark_unconfirmed(message, error=error, now=self.clock()))
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

    Not in one transaction: most mails write nothing, and what some write (a link to answer by,
    the end of one item of a digest) is whole by itself. That saves two ways to the database a mail.
    """
    kind = mails.kind_of(message.kind)
    if kind is None:
        raise NoComposerError(message.kind)
    recipient = message.recipient
    with translation.override(recipient.spoken), timezone.override(ZoneInfo(recipient.time_zone)):
        mail = kind.compose(message)
        return render_email(message, mail) if mail else None
