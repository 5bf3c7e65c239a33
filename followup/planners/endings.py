"""Notices that an agreement ends, and corrections when it does not end after all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet

from followup.enums import Reason
from followup.planners.isolation import Make, made
from followup.queries import endings, outbox
from followup.queries.endings import DAY, ENDING, IN_SIGHT, RENEWED, Notice
from followup.queries.reach import out_of_reach
from followup.queries.responsible_people import sphere_of
from followup.queries.update_requests import midnight, revision_in
from followup.terms import Plan
from network.models import Person
from network.queries import staff
from notifications.enums import HELD, LEFT, MessageState
from notifications.models import Message, Recipient
from notifications.operations import messages
from partnerships.enums import AgreementState
from partnerships.models import Agreement

# A mail that is being sent may tell of an end that is none by now: that is known a little later.
_SOON = timedelta(minutes=5)
_ON_ITS_WAY = (*HELD, MessageState.IN_DIGEST, MessageState.UNCONFIRMED)


@dataclass(frozen=True)
class Case:
    """An agreement and all that decides who hears of its end."""

    agreement: Agreement
    is_renewed: bool
    responsible: list[Person]
    staff: list[Person]
    messages: list[Message]
    # Whom no mail reaches any more of those who were told, by the recipient's key.
    out_of_reach: frozenset[int]

    def is_ending(self, now: datetime) -> bool:
        """Say whether it ends within sight."""
        return endings.is_ending(self.agreement, now.date(), is_renewed=self.is_renewed)

    def stands(self, notice: Message) -> bool:
        """Say whether what a notice told is so; a suspended agreement still ends on its day."""
        lasts = endings.lasts(self.agreement) and not self.is_renewed
        return lasts and endings.names_its_end(notice.key, self.agreement)


@dataclass(frozen=True)
class Endings:
    """The planner of agreements."""

    model: type[Agreement] = Agreement
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return the agreements that hold until a day to come."""
        return Agreement.objects.filter(state=AgreementState.SIGNED, ends_on__gte=today - DAY)

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:
        """Fetch the agreements, who answers for their parties, and what was told of their ends."""
        rows = Agreement.objects.filter(pk__in=keys).order_by("pk")
        rows = rows.select_related("pairing")
        agreements = list(rows.prefetch_related("parties__organization"))
        renewals = Agreement.objects.filter(renews__in=keys, state=AgreementState.SIGNED)
        renewed = set(renewals.order_by().values_list("renews", flat=True))
        people = endings.people_for(agreements, on=now.date())
        spheres = {each.pk: sphere_of(each.parties.all(), each.pairing) for each in agreements}
        following = staff.responsible_for_each(spheres.values())
        found = outbox.messages_about(Agreement, keys, kinds=(ENDING, RENEWED))
        unreached = out_of_reach(each for about in found.values() for each in about)
        return {
            each.pk: Case(
                each,
                is_renewed=each.pk in renewed,
                responsible=endings.responsible_people_of(each, people),
                staff=following[spheres[each.pk]],
                messages=found[each.pk],
                out_of_reach=unreached,
            )
            for each in agreements
        }

    def outdated(self, case: Case) -> list[Message]:
        """Return the notices that wait and name an earlier version of the agreement."""
        notices = outbox.unsent(case.messages, ENDING)
        return [each for each in notices if revision_in(each.key) < case.agreement.revision]

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Tell who should know of the end, and who was told of an end that is none."""
        is_ending = case.is_ending(now)
        notices = list(_notices(case)) if is_ending else []
        found = made(
            case.agreement,
            (*(partial(_notice, *each, now) for each in notices), *_corrections(case, now)),
        )
        known = {each.key for each in case.messages}
        right = {notice.key_for(recipient) for notice, recipient, _reason in notices}
        waiting = outbox.waiting(case.messages, ENDING)
        moments = (*_moments(case, now), *found.again_at(now))
        return Plan(
            wanted=[each for each in found.messages if each.key not in known],
            stale=[each for each in waiting if each.key not in right],
            next_check_at=min(moments, default=None),
            is_over=not moments,
        )


AGREEMENTS = Endings()


def _notices(case: Case) -> Iterator[tuple[Notice, Recipient, Reason]]:
    """Yield every notice, to each who should know once, and why they should."""
    known = {person.pk for person in case.responsible}
    others = [person for person in case.staff if person.pk not in known]
    for notice in endings.notices_of(case.agreement):
        for person in case.responsible:
            yield notice, person.recipient, Reason.PARTY
        for person in others:
            reason = Reason.FOLLOWS_UP_AGREEMENTS
            yield notice, person.recipient, reason


def _notice(
    notice: Notice, recipient: Recipient, reason: Reason, now: datetime
) -> messages.OutgoingMessage | None:
    """Return the notice; None if another one is right by the reader's clock, or none is."""
    if not notice.is_right(recipient.time_zone, now=now):
        return None
    begins, ends = notice.window(recipient.time_zone)
    return messages.OutgoingMessage(
        key=notice.key_for(recipient),
        kind=ENDING,
        recipient=recipient,
        about=notice.agreement,
        reason=reason,
        due_at=max(now, begins),
        not_after=ends,
    )


def _corrections(case: Case, now: datetime) -> Iterator[Make]:
    """Yield what those must know who were told of an end that is none, and not corrected since."""
    for notice in case.messages:
        is_wrong = _is_remembered(notice, now) and not case.stands(notice)
        is_reached = notice.recipient_id not in case.out_of_reach
        if is_wrong and is_reached and not _is_corrected(notice, case):
            yield partial(_correction, notice, case.agreement, now)


def _is_remembered(notice: Message, now: datetime) -> bool:
    """Say whether it is a notice that left not too long ago."""
    has_left = notice.kind == ENDING and notice.state in LEFT
    return has_left and (notice.sent_at or notice.created_at) >= now - endings.REMEMBERED


def _is_corrected(notice: Message, case: Case) -> bool:
    return any(
        each.kind == RENEWED
        and each.recipient_id == notice.recipient_id
        and each.created_at > notice.created_at
        and each.state != MessageState.CANCELLED
        for each in case.messages
    )


def _correction(notice: Message, agreement: Agreement, now: datetime) -> messages.OutgoingMessage:
    return messages.OutgoingMessage(
        key=endings.correction_key(agreement, endings.notified_day(notice.key), notice.recipient),
        kind=RENEWED,
        recipient=notice.recipient,
        about=agreement,
        reason=Reason.KNEW_OF_END,
        due_at=now,
    )


def _moments(case: Case, now: datetime) -> list[datetime]:
    """Return when something may become right that is not yet; one that is near, each day."""
    agreement = case.agreement
    going = (each for each in case.messages if each.kind == ENDING and each.state in _ON_ITS_WAY)
    moments = [now + _SOON] if any(not case.stands(each) for each in going) else []
    if case.is_ending(now):
        return [*moments, now + DAY]
    last = agreement.ends_on
    if last and agreement.state == AgreementState.SIGNED and not case.is_renewed:
        seen_from = midnight(last - IN_SIGHT)
        return [*moments, seen_from] if seen_from > now else moments
    return moments
