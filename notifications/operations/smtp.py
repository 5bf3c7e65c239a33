"""The way to the mail server: one connection, and the truth about what became of each mail.

Django's backend says "sent" or raises; here it matters whether the server can have taken the
mail. Until the final dot it has certainly not; after it only its answer tells.
"""

from __future__ import annotations

import re
import smtplib
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from notifications.enums import ErrorCode
from notifications.operations import refusals
from notifications.terms import DeliveryError

# "Service not available, closing transmission channel": it says nothing of this mail.
_CLOSING = 421
_LINE_WITH_A_DOT = re.compile(rb"(?m)^\.")


class SmtpError(Exception):
    """The mail was not handed over for certain; ``error`` is what the outbox notes."""

    def __init__(self, error: DeliveryError) -> None:
        super().__init__(error)
        self.error = error


class UnreachableError(SmtpError):
    """The mail server does not let us in; nothing was begun."""


class LaterError(SmtpError):
    """The mail was certainly not taken; the same may work later.

    ``is_judged`` says whether the server looked at it: what never came so far is no attempt.
    """

    def __init__(self, error: DeliveryError, *, is_judged: bool = True) -> None:
        super().__init__(error)
        self.is_judged = is_judged


class HungUpError(LaterError):
    """The server was gone before it heard a word of this mail."""


class UnconfirmedError(SmtpError):
    """The mail was handed over whole and the answer never came."""


class RefusedError(SmtpError):
    """The mail was certainly not taken and never will be; perhaps the address is to blame."""

    def __init__(self, error: DeliveryError, *, address_refused: bool = False) -> None:
        super().__init__(error)
        self.address_refused = address_refused


@dataclass(frozen=True)
class Fence:
    """How long a mail that was begun may still be handed over.

    A sender that was stopped for longer than its lease must not send when it wakes: somebody else
    may have. The clock goes on while the machine sleeps. Source: reliability.md 2.3.
    """

    begun_at: float
    within: float

    @classmethod
    def raised(cls, *, lease: float) -> Fence:
        """Return a fence from now on: past three fifths of the lease nothing is sent."""
        return cls(boot_time(), within=0.6 * lease)

    def is_passed(self) -> bool:
        """Whether it is too late to send."""
        return boot_time() - self.begun_at > self.within


def boot_time() -> float:
    """Return seconds of a clock that neither steps nor stops."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Connection:
    """The way to the mail server; a lost connection is opened again before the next mail."""

    def __init__(self) -> None:
        self._backend: Any = mail.get_connection()
        self._has_carried = False

    def open(self) -> None:
        """Make sure that there is a connection.

        :raises UnreachableError: if there cannot be one.
        """
        if not isinstance(self._backend, EmailBackend):
            return
        try:
            if self._backend.open():
                self._has_carried = False
                # The dot follows the text by itself: Nagle's rule would hold it back for 40 ms.
                server: Any = self._backend.connection
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, smtplib.SMTPException) as error:
            self._backend.connection = None
            raise UnreachableError(DeliveryError.of(error)) from error

    def deliver(self, email: EmailMessage, *, fence: Fence) -> None:
        """Hand one mail over; returns only if the server said that it took it."""
        parcel = _packed(email)
        if not isinstance(self._backend, EmailBackend):
            self._hand_in(email)
            return
        has_carried = self._has_carried
        try:
            self._carry(parcel, fence)
        except HungUpError:
            if not has_carried:
                raise
            # Many servers end a connection after one mail, or a few.
            self._open_again()
            self._carry(parcel, fence)

    def _open_again(self) -> None:
        try:
            self.open()
        except UnreachableError as error:
            raise LaterError(error.error, is_judged=False) from error

    def _carry(self, parcel: _Parcel, fence: Fence) -> None:
        server: Any = self._backend.connection
        self._has_carried = True
        try:
            _talk(server, parcel, fence)
        except (LaterError, RefusedError, UnconfirmedError):
            self._start_over(server)
            raise

    def close(self) -> None:
        """Say good-bye; whatever goes wrong now concerns no mail."""
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()

    def _hand_in(self, email: EmailMessage) -> None:
        """Deliver through a backend that is always sure, such as a folder."""
        try:
            self._backend.send_messages([email])
        except (OSError, smtplib.SMTPException) as error:
            raise LaterError(DeliveryError.of(error), is_judged=False) from error

    def _start_over(self, server: smtplib.SMTP) -> None:
        """Leave the connection fit for the next mail, or drop it."""
        try:
            code = server.rset()[0]
        except (OSError, smtplib.SMTPException):
            code = 0
        if code != 250:  # noqa: PLR2004 — SMTP's yes
            server.close()
            self._backend.connection = None


@dataclass(frozen=True)
class _Parcel:
    """A mail as it goes over the wire: from whom, to whom, what."""

    sender: str
    recipient: str
    octets: bytes


def _packed(email: EmailMessage) -> _Parcel:
    """Return the mail ready to go; one that cannot be, such as to no address, fails alone."""
    try:
        [recipient] = email.recipients()
        return _Parcel(
            sender=_bare(sanitize_address(email.from_email, "utf-8")),
            recipient=_bare(sanitize_address(recipient, "utf-8")),
            octets=email.message().as_bytes(linesep="\r\n").removesuffix(b"\r\n") + b"\r\n",
        )
    except ValueError as error:
        raise RefusedError(DeliveryError.of(error)) from error


def _talk(server: smtplib.SMTP, parcel: _Parcel, fence: Fence) -> None:
    _begin(server, parcel)
    try:
        _expect(server.rcpt(parcel.recipient), 250, 251, to_address=True)
        _expect(server.docmd("DATA"), 354)
        server.send(_LINE_WITH_A_DOT.sub(b"..", parcel.octets))
    except (OSError, smtplib.SMTPException) as error:
        raise LaterError(DeliveryError.of(error), is_judged=False) from error
    if fence.is_passed():
        server.close()
        raise LaterError(DeliveryError(ErrorCode.TOOK_TOO_LONG), is_judged=False)
    _expect(_answer_to_the_dot(server), 250)


def _begin(server: smtplib.SMTP, parcel: _Parcel) -> None:
    try:
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(parcel.sender, _options(server))
    except (OSError, smtplib.SMTPException) as error:
        raise HungUpError(DeliveryError.of(error), is_judged=False) from error
    if code == _CLOSING:
        server.close()
        raise HungUpError(_in_words(code, said), is_judged=False)
    _expect((code, said), 250)


def _answer_to_the_dot(server: Any) -> tuple[int, bytes]:
    try:
        server.sock.settimeout(settings.OUTBOX_DOT_TIMEOUT)
        server.send(b".\r\n")
        code, words = server.getreply()
        server.sock.settimeout(server.timeout)
    except (OSError, smtplib.SMTPException) as error:
        raise UnconfirmedError(DeliveryError.of(error)) from error
    return code, words


def _expect(answer: tuple[int, bytes], *good: int, to_address: bool = False) -> None:
    code, said = answer
    if code in good:
        return
    words, error = said.decode("utf-8", "replace"), _in_words(code, said)
    if code < 500:  # noqa: PLR2004 — SMTP's "never"
        raise LaterError(error)
    is_of_address = refusals.blames_address(words) or refusals.blames_nobody(words)
    raise RefusedError(error, address_refused=to_address and is_of_address)


def _in_words(code: int, said: bytes) -> DeliveryError:
    return DeliveryError.in_words(f"{code} {said.decode('utf-8', 'replace')}")


def _options(server: smtplib.SMTP) -> list[str]:
    return ["body=8bitmime"] if server.has_extn("8bitmime") else []


def _bare(address: str) -> str:
    return parseaddr(address)[1]
