"""Messages of meetings: planned as soon as they can be foreseen, once each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from events.enums import UPCOMING
from events.models import Event
from events.queries.changes import versions
from followup.enums import Reason
from followup.planners import announcements
from followup.planners.announcements import Case
from followup.queries import meeting_reminders, notices, outbox
from followup.queries.notices import LastNotice
from followup.queries.reach import out_of_reach
from followup.queries.readers import concerned_by_each, reporters_of_each
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
class Meetings:
    """The planner of meetings."""

    model: type[Event] = Event
    # Each may have hundreds of readers.
    batch: int = 20

    def candidates(self, today: date) -> QuerySet[Any]:
        """Return the meetings to come, and those that ended yesterday."""
        since = today - timedelta(days=1)
        not_over = Q(known_until__gte=since) | Q(last_day__gte=since)
        return Event.objects.filter(not_over, state__in=UPCOMING)

    def load(self, keys: Collection[int], *, now: datetime) -> dict[int, Case]:
        """Fetch the meetings, whom they concern, and what was told of them."""
        rows = Event.objects.select_related("type", "access", "logged_by__person__recipient")
        events = rows.prefetch_related("pairings").in_bulk(keys)
        concerned = concerned_by_each(events.values())
        mails = notices.mails_about_each(keys)
        reports = outbox.unsent_about(Event, keys, kinds=[meeting_reminders.REPORT_DUE])
        due = [each for each in events.values() if meeting_reminders.day_to_report(each, now)]
        reporters = reporters_of_each(due) if due else {}
        known = {pk: notices.last_notices(mails[pk]) for pk in events}
        earlier = _earlier(events, known)
        unreached = out_of_reach(each for found in known.values() for each in found.values())
        return {
            pk: Case(
                event,
                concerned[pk],
                mails=mails[pk],
                reports=reports[pk],
                reporters=reporters.get(pk, []),
                known=known[pk],
                earlier=earlier[pk],
                out_of_reach=unreached,
            )
            for pk, event in events.items()
        }

    def outdated(self, case: Case) -> list[Message]:
        """Return what has not gone and tells an earlier version of the meeting."""
        unsent = outbox.unsent((*case.mails, *case.reports), *KINDS)
        return [each for each in unsent if notices.is_outdated(each, case.event)]

    def plan(self, case: Case, *, now: datetime) -> Plan:
        """Announce what is so, remind of what is to come, and ask for the report."""
        announced = announcements.outgoing(case, now=now)
        wanted = [*announced, *_reminders(case, announced, now), *_reports(case, now)]
        right = {each.key for each in wanted}
        waiting = outbox.waiting((*case.mails, *case.reports), *_PLANNED)
        following = _next_check(case, now)
        return Plan(
            wanted=wanted,
            stale=[each for each in waiting if each.key not in right],
            next_check_at=following,
            is_over=following is None,
        )


MEETINGS = Meetings()


def _earlier(
    events: Mapping[int, Event], known: Mapping[int, Mapping[int, LastNotice]]
) -> dict[int, dict[int, Event]]:
    """Return each meeting as it was in the versions that somebody knows, by the version."""
    wanted = {each.revision for pk in events for each in known[pk].values()}
    outdated = wanted - {event.revision for event in events.values()}
    found: dict[int, dict[int, Event]] = {pk: {} for pk in events}
    kept = versions(events, wanted) if outdated else {}
    for pk, revision in (key for key in kept if key[1] < events[key[0]].revision):
        found[pk][revision] = kept[pk, revision]
    return found


def _next_check(case: Case, now: datetime) -> datetime | None:
    following = meeting_reminders.next_check(case.event, now)
    if notices.is_on_its_way(case.mails):
        return min(following or now + _SOON, now + _SOON)
    return following


def _reminders(
    case: Case, announced: list[messages.OutgoingMessage], now: datetime
) -> Iterator[messages.OutgoingMessage]:
    """Yield the reminders; who is being told of the meeting anyway needs none that was missed."""
    event = case.event
    start = meeting_reminders.start_of(event)
    if start is None:
        return
    for stage in meeting_reminders.stages_to_send(event, now):
        knowing = _knowing(case, announced, start - stage.before, now)
        for key, reader in case.concerned.reached.items():
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
    case: Case, announced: list[messages.OutgoingMessage], due_at: datetime, now: datetime
) -> set[int]:
    if now < due_at:
        return set()
    wanted = {
        each.key: each.recipient.pk for each in announced if each.kind != notices.CANCELLATION
    }
    return meeting_reminders.notified_since(case.event, case.mails, due_at, wanted)


def _reports(case: Case, now: datetime) -> Iterator[messages.OutgoingMessage]:
    event = case.event
    last = meeting_reminders.day_to_report(event, now)
    if last is None:
        return
    for person in case.reporters:
        yield messages.OutgoingMessage(
            key=meeting_reminders.report_key(event, person.recipient),
            kind=meeting_reminders.REPORT_DUE,
            recipient=person.recipient,
            about=event,
            reason=Reason.REPORTER,
            due_at=meeting_reminders.report_time(event, last, person.recipient),
        )
