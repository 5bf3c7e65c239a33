"""Notices that an agreement ends, and corrections when it does not end after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from notifications.operations import messages
from partnerships.models import Agreement
from partnerships.queries import endings as questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


@transaction.atomic
def plan(*, now: datetime) -> int:
    """Promise the notices within sight and the corrections that are due; return how many."""
    wanted = [*_notices(now), *_corrections(now)]
    return messages.enqueue_all(wanted, now=now)


def renounce(agreement: Agreement) -> None:
    """Call back the notices that wait: the end of ``agreement`` is another one, or none, now.

    Whoever saves it then saves that later notices are new ones. Who was told hears of it from the
    planner, so that a slip of the pen, corrected within minutes, sends nothing.
    """
    messages.call_back(agreement, kinds=[questions.ENDING])
    agreement.revision += 1


def _notices(now: datetime) -> Iterator[messages.Promise]:
    for notice, person, is_party in questions.to_notify(now):
        begins, ends = notice.window(person.recipient.time_zone)
        if notice.is_right(person.recipient.time_zone, now=now):
            yield messages.Promise(
                key=notice.key_for(person.recipient),
                kind=questions.ENDING,
                recipient=person.recipient,
                about=notice.agreement,
                reason=_reason(is_party=is_party),
                due_at=max(now, begins),
                not_after=ends,
            )


def _corrections(now: datetime) -> Iterator[messages.Promise]:
    wrong = list(questions.to_correct(now))
    agreements = Agreement.objects.in_bulk({notice.about_id for notice in wrong})
    for notice in wrong:
        agreement, day = agreements[notice.about_id], questions.told_day(notice.key)
        yield messages.Promise(
            key=questions.correction_key(agreement, day, notice.recipient),
            kind=questions.RENEWED,
            recipient=notice.recipient,
            about=agreement,
            reason=_("Was told that this agreement ends"),
            due_at=now,
        )


def _reason(*, is_party: bool) -> str:
    if is_party:
        return _("Answers for a party of this agreement")
    return _("Follows up the agreements of these countries")
