"""Mails that came back: what a delivery report says (RFC 3464), noted on the message it names.

Anybody may send us a report. Believed is only one that returns a Message-ID of ours together with
the address that the message was written to; even then it changes no more than how the mail went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import Message as Mail
from email.utils import getaddresses
from typing import Any

from django.db import transaction
from django.db.models import Q

from core.normalisation import clean_name
from notifications.enums import ErrorCode, MessageState
from notifications.models import Message
from notifications.operations import claims, refusals
from notifications.operations.render import message_id, row_of
from notifications.terms import DeliveryError

_LONGEST_REASON = 500
_WENT_ALONG = (MessageState.SENT, MessageState.IN_DIGEST)
# A report is about a mail that left, or of which nobody knew whether it left.
_EXPECTED = (MessageState.SENT, MessageState.UNCONFIRMED, MessageState.BOUNCED)


@dataclass(frozen=True)
class Report:
    """What a mail server says about one mail of ours; ``reason`` is in its own words, if any."""

    identity: str
    address: str
    action: str
    blames_address: bool
    reason: str


def read(octets: bytes) -> Report | None:
    """Return what a delivery report says; None for any other mail."""
    parts = _parts(octets)
    fields, returned = _fields(parts), _returned(parts)
    if not fields or returned is None:
        return None
    about = _about(fields, _text(returned, "To"))
    status = _text(about, "Status")
    return Report(
        identity=_text(returned, "Message-ID"),
        address=_bare(_text(returned, "To")),
        action=_text(about, "Action").lower(),
        blames_address=refusals.blames_address(status),
        reason=_reason(about, status),
    )


@transaction.atomic
def record(report: Report, *, now: datetime) -> Message | None:
    """Note on its message what a report says; None if it names none of ours, or an older attempt.

    A mail that failed came back, with all its items; one that is late is only remarked on.
    """
    message = _named(report)
    if message is None or message.to_address.casefold() != report.address.casefold():
        return None
    if report.action == "delayed":
        _note(message, report.reason, now=now)
    elif report.action == "failed":
        _came_back(message, report.reason, now=now)
        if report.blames_address:
            claims.refuse(message, words=report.reason, now=now)
    message.refresh_from_db()
    return message


def _named(report: Report) -> Message | None:
    """Return the message that the report names, held; a Message-ID that we did not make is none."""
    pk = row_of(report.identity)
    held = Message.objects.select_for_update().filter(state__in=_EXPECTED)
    found = held.filter(pk=pk).first() if pk else None
    return found if found and message_id(found) == report.identity else None


def _came_back(message: Message, reason: str, *, now: datetime) -> None:
    went = Q(pk=message.pk) | Q(digest=message, state__in=_WENT_ALONG)
    Message.objects.filter(went).update(
        state=MessageState.BOUNCED,
        sent_at=message.sent_at or message.updated_at,
        to_address=message.to_address,
        **_error(reason).columns(),
        updated_at=now,
    )


def _note(message: Message, reason: str, *, now: datetime) -> None:
    """Remark on a mail that is on its way; one that came back already says why."""
    on_its_way = Message.objects.filter(pk=message.pk, state=MessageState.SENT)
    delayed = DeliveryError.in_words(reason, ErrorCode.DELAYED)
    on_its_way.update(**delayed.columns(), updated_at=now)


def _error(reason: str) -> DeliveryError:
    return DeliveryError.in_words(reason) if reason else DeliveryError(ErrorCode.NO_REASON)


def _parts(octets: bytes) -> list[Mail]:
    """Return the parts of a report; none of a mail that is something else, or nested to hurt."""
    try:
        mail = message_from_bytes(octets, policy=policy.compat32)
    except RecursionError:
        return []
    parts: Any = mail.get_payload() if mail.get_content_type() == "multipart/report" else []
    return parts if isinstance(parts, list) else []


def _fields(parts: list[Mail]) -> list[Mail]:
    """Return the groups of fields of the part for machines, one for each reader."""
    for part in parts:
        groups = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(groups, list):
            return [group for group in groups if isinstance(group, Mail) and group["Action"]]
    return []


def _returned(parts: list[Mail]) -> Mail | None:
    """Return the headers of the mail that the report is about."""
    for part in parts:
        if part.get_content_type() in {"message/rfc822", "message/global"}:
            inner = part.get_payload()
            return inner[0] if isinstance(inner, list) and isinstance(inner[0], Mail) else None
        if part.get_content_type() in {"text/rfc822-headers", "message/global-headers"}:
            return message_from_bytes(_octets(part), policy=policy.compat32)
    return None


def _octets(part: Mail) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _about(fields: list[Mail], to: str) -> Mail:
    """Return what is said of the address we wrote to; servers may name where it leads instead."""
    address = _bare(to).casefold()
    return next((group for group in fields if address in _addresses(group)), fields[0])


def _addresses(group: Mail) -> Iterator[str]:
    for name in ("Original-Recipient", "Final-Recipient"):
        yield _text(group, name).rpartition(";")[2].strip().strip("<>").casefold()


def _reason(group: Mail, status: str) -> str:
    """Return the server's own words: "smtp; 550 5.1.1 ..." without the name of the protocol."""
    said = _text(group, "Diagnostic-Code")
    words = said.partition(";")[2].strip() if ";" in said else said
    return (words or status)[:_LONGEST_REASON]


def _bare(header: str) -> str:
    found = getaddresses([header])
    return found[0][1] if found else ""


def _text(part: Mail, name: str) -> str:
    """Return a header on one line, whatever is in it."""
    return clean_name(str(part.get(name, "")))
