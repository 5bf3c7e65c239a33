"""Notices that an agreement ends, and corrections when it does not end after all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from followup.enums import Reason
from followup.planners.isolation import made
from followup.queries import endings as questions
from notifications.operations import messages
from partnerships.models import Agreement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from django.db.models import Model

    from followup.queries.endings import Notice
    from notifications.models import Message, Recipient

    Wanted = tuple[Model, Callable[[], messages.OutgoingMessage | None]]


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Promise the notices within sight and the corrections that are due; return how many."""
    wanted = (*_notices(now), *_corrections(now))
    return messages.enqueue_all(made(wanted), now=now)


def _notices(now: datetime) -> Iterator[Wanted]:
    for notice, person, is_party in questions.to_notify(now):
        reason = _reason(is_party=is_party)
        yield notice.agreement, partial(_notice, notice, person.recipient, reason, now)


def _notice(
    notice: Notice, recipient: Recipient, reason: Reason, now: datetime
) -> messages.OutgoingMessage | None:
    """Return the notice; None if another one is right by the reader's clock, or none is."""
    if not notice.is_right(recipient.time_zone, now=now):
        return None
    begins, ends = notice.window(recipient.time_zone)
    return messages.OutgoingMessage(
        key=notice.key_for(recipient),
        kind=questions.ENDING,
        recipient=recipient,
        about=notice.agreement,
        reason=reason,
        due_at=max(now, begins),
        not_after=ends,
    )


def _corrections(now: datetime) -> Iterator[Wanted]:
    wrong = list(questions.to_correct(now))
    agreements = Agreement.objects.in_bulk({notice.about_id for notice in wrong})
    yield from ((told, partial(_correction, told, agreements, now)) for told in wrong)


def _correction(
    told: Message, agreements: Mapping[int, Agreement], now: datetime
) -> messages.OutgoingMessage:
    agreement, day = agreements[told.about_id], questions.told_day(told.key)
    return messages.OutgoingMessage(
        key=questions.correction_key(agreement, day, told.recipient),
        kind=questions.RENEWED,
        recipient=told.recipient,
        about=agreement,
        reason=Reason.KNEW_OF_END,
        due_at=now,
    )


def _reason(*, is_party: bool) -> Reason:
    if is_party:
        return Reason.PARTY
    return Reason.FOLLOWS_UP_AGREEMENTS
