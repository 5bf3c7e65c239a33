"""Messages of meetings: planned as soon as they can be foreseen, once each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from events.enums import UPCOMING
from events.models import Event
from followup.enums import Reason
from followup.planners import announcements
from followup.queries import meeting_reminders, notices, outbox
from followup.queries.readers import Concerned, concerned_by, reporters_of
from followup.terms import Plan
from notifications.enums import Urgency
from notifications.models import Message
from notifications.operations import messages

KINDS = (*notices.KINDS, meeting_reminders.REPORT_DUE)
# What is planned only while the facts hold; an invitation is somebody's decision.
_PLANNED = (*notices.KINDS[1:], meeting_reminders.REPORT_DUE)
# A mail that is being sent may change who was told: that is known when its lease has ended.
_SOON = timedelta(minutes=5)


@dataclass(frozen=True)
class Case:
    """A meeting and what is said of it in the outbox."""

    event: Event
    messages: list[Message]


@dataclass(frozen=True)
class Meetings:
    """The planner of meetings."""

    model: type[Event] = Event
    # Each may have hundreds of readers.
    batch: int = 20

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return the meetings to come."""
        return Event.objects.filter(state__in=UPCOMING, known_until__gte=today - timedelta(days=1))

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:  # noqa: ARG002
        """Fetch the meetings and what waits; who is concerned is asked meeting by meeting."""
        events = Event.objects.select_related("type", "logged_by__person__recipient")
        found = outbox.unsent_about(Event, keys, kinds=KINDS)
        return {pk: Case(event, found[pk]) for pk, event in events.in_bulk(keys).items()}

    def outdated(self, case: Case) -> list[Message]:
        """Return what has not gone and tells an earlier version of the meeting."""
        return [each for each in case.messages if notices.is_outdated(each, case.event)]

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Announce what is so, remind of what is to come, and ask for the report."""
        event = case.event
        concerned = concerned_by(event)
        announced = announcements.outgoing(event, concerned, now=now)
        wanted = [
            *announced,
            *_reminders(event, concerned, announced, now),
            *_reports(event, now),
        ]
        right = {each.key for each in wanted}
        waiting = outbox.waiting(case.messages, *_PLANNED)
        following = _next_check(event, now)
        return Plan(
            wanted=wanted,
            stale=[each for each in waiting if each.key not in right],
            next_check_at=following,
            is_over=following is None,
        )


MEETINGS = Meetings()


def _next_check(event: Event, now: datetime) -> datetime | None:
    following = meeting_reminders.next_check(event, now)
    if notices.is_on_its_way(event):
        return min(following or now + _SOON, now + _SOON)
    return following


def _reminders(
    event: Event, concerned: Concerned, announced: list[messages.OutgoingMessage], now: datetime
) -> Iterator[messages.OutgoingMessage]:
    """Yield the reminders; who is being told of the meeting anyway needs none that was missed."""
    start = meeting_reminders.start_of(event)
    if start is None:
        return
    for stage in meeting_reminders.stages_to_send(event, now):
        knowing = _knowing(event, announced, start - stage.before, now)
        for key, reader in concerned.reached.items():
            if key in knowing:
                continue
            recipient = reader.person.recipient
            yield messages.OutgoingMessage(
                key=meeting_reminders.key_of(event, stage, recipient),
                kind=notices.REMINDER,
                recipient=recipient,
                about=event,
                reason=reader.reason,
                reason_facts=reader.reason_facts,
                due_at=start - stage.before,
                not_after=start - stage.useless,
                urgency=Urgency.URGENT if stage.is_short else Urgency.CALM,
            )


def _knowing(
    event: Event, announced: list[messages.OutgoingMessage], due_at: datetime, now: datetime
) -> set[int]:
    if now < due_at:
        return set()
    wanted = {
        each.key: each.recipient.pk for each in announced if each.kind != notices.CANCELLATION
    }
    return meeting_reminders.notified_since(event, due_at, wanted)


def _reports(event: Event, now: datetime) -> Iterator[messages.OutgoingMessage]:
    last = meeting_reminders.day_to_report(event, now)
    if last is None:
        return
    for person in reporters_of(event):
        yield messages.OutgoingMessage(
            key=meeting_reminders.report_key(event, person.recipient),
            kind=meeting_reminders.REPORT_DUE,
            recipient=person.recipient,
            about=event,
            reason=Reason.REPORTER,
            due_at=meeting_reminders.report_time(event, last, person.recipient),
        )
