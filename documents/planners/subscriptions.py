"""Who asked for it is told of the briefing of a quarter on the first working day after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from dashboards.terms.periods import Period
from documents.models import Subscription
from documents.queries.subscriptions import KIND, begins_on, following, key_for
from followup.queries.update_requests import DAY, midnight
from followup.terms import Plan
from network.models import Person
from notifications.models import Message, Recipient
from notifications.operations.messages import OutgoingMessage
from notifications.queries import quiet_hours


@dataclass(frozen=True)
class Case:
    """What somebody asked for, and where it goes; nowhere if they may not have it today."""

    subscription: Subscription
    recipient: Recipient | None


@dataclass(frozen=True)
class Subscriptions:
    """The planner of briefings that come each quarter."""

    model: type[Subscription] = Subscription
    batch: int = 200

    def candidates(self, today: date) -> QuerySet[Any]:  # noqa: ARG002
        """Return what nobody has ended."""
        return Subscription.objects.running()

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:  # noqa: ARG002
        """Fetch what was asked for, and where it goes."""
        running = Subscription.objects.running().filter(pk__in=keys).select_related("country")
        allowed = set(running.of_readers().values_list("pk", flat=True))
        reached = _reached(running)
        return {
            each.pk: Case(each, reached.get(each.user_id) if each.pk in allowed else None)
            for each in running
        }

    def outdated(self, case: Case) -> list[Message]:  # noqa: ARG002
        """Return nothing: what ends takes its message along."""
        return []

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Tell of the quarter before this one, of no earlier one; who came later has the next."""
        quarter = Period.quarter_of(now.date())
        next_one = midnight(begins_on(following(quarter)))
        if case.subscription.asked_on >= begins_on(quarter):
            return Plan(next_check_at=next_one)
        if case.recipient is None:
            # They may be let in again, or get an address: the briefing helps them still.
            return Plan(next_check_at=midnight(now.date() + DAY))
        wanted = _message(case.subscription, case.recipient, quarter, now)
        return Plan(wanted=[wanted], next_check_at=next_one)


SUBSCRIPTIONS = Subscriptions()


def _reached(subscriptions: QuerySet[Subscription]) -> dict[int | None, Recipient]:
    people = Person.objects.filter(user__in=subscriptions.order_by().values("user"))
    found = people.select_related("recipient", "user")
    return {each.user_id: each.recipient for each in found if each.is_reached}


def _message(
    subscription: Subscription, recipient: Recipient, quarter: Period, now: datetime
) -> OutgoingMessage:
    """Return the message of the first morning of ``quarter``, about the one before it."""
    first, last = (
        quiet_hours.at(begins_on(each), quiet_hours.MORNING, recipient.time_zone)
        for each in (quarter, following(quarter))
    )
    return OutgoingMessage(
        key=key_for(subscription, quarter.before or quarter),
        kind=KIND,
        recipient=recipient,
        about=subscription,
        reason=KIND,
        due_at=max(now, first),
        not_after=last,
    )
