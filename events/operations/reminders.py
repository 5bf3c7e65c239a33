"""Messages of meetings: promised as soon as they can be foreseen, once each.

The planner never asks the whole calendar: ``ReminderLook`` says which meeting it must look at and
when. Whatever changes a meeting or its people calls ``look_again``.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError, transaction

from events.enums import Reason
from events.models import Event, ReminderLook
from events.models.looks import AT_ONCE
from events.operations import announcements
from events.queries import reminders as questions
from events.queries import told
from events.queries.readers import concerned_by, reporters_of
from notifications.enums import Urgency
from notifications.models import Message
from notifications.operations import messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from events.models import EventType
    from events.queries.readers import Concerned

logger = logging.getLogger(__name__)

# So many meetings in one run; the rest has its turn in the next.
LOOKS = 1000
# What is promised only while the facts hold; an invitation is somebody's decision.
_PLANNED = (*told.KINDS[1:], questions.REPORT_DUE)
# A mail that is being sent may change who was told: that is known when its lease has ended.
_SOON = timedelta(minutes=5)
_LATER = timedelta(hours=1)


def look_again(event: Event) -> None:
    """Let the planner look at ``event`` at once: what concerns its readers has changed.

    Call it before anything is called back. Its row is where planner and change meet: the one
    waits here for the other, so that what is called back is all that was promised.
    """
    ReminderLook.objects.bulk_create(
        [ReminderLook(event=event)],
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=["look_at"],
    )


def look_again_at_all(event_type: EventType) -> None:
    """Let the planner look at every meeting of a type: its rule for reminders has changed."""
    ReminderLook.objects.filter(event__type=event_type).update(look_at=AT_ONCE)


def look_at_unknown(*, today: date) -> int:
    """Let the planner look at meetings to come of which it has no row; return how many.

    None is expected: an older release that ran beside this one, or a person in the database, may
    have written a meeting down without asking for a look.
    """
    unknown = list(questions.unknown_to_planner(today).values_list("pk", flat=True))
    rows = (ReminderLook(event_id=pk) for pk in unknown)
    ReminderLook.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(unknown)


def plan(*, now: datetime) -> int:
    """Promise all that is within sight and not promised yet; return how many.

    A meeting that cannot be planned, such as one with a broken row, does not hold up the rest; a
    database that is away ends the run.
    """
    looks = questions.due_looks(now, LOOKS).values_list("event", flat=True)
    return sum(_look_or_log(event, now=now) for event in list(looks))


def _look_or_log(key: int, *, now: datetime) -> int:
    try:
        return _look(key, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("meeting %s cannot be planned", key)
        ReminderLook.objects.filter(event=key).update(look_at=now + _LATER)
        return 0


@transaction.atomic
def _look(key: int, *, now: datetime) -> int:
    """Plan one meeting, unless another planner or a change has it: then that one's look counts."""
    due = ReminderLook.objects.select_for_update(skip_locked=True).filter(look_at__lte=now)
    look = due.filter(event=key).first()
    if look is None:
        return 0
    event = Event.objects.select_related("type", "logged_by__person__recipient").get(pk=key)
    concerned = concerned_by(event)
    announced = announcements.to_promise(event, concerned, now=now)
    wanted = [
        *announced,
        *_reminders(event, concerned, announced, now),
        *_reports(event, now),
    ]
    waiting = Message.objects.about(event).filter(kind__in=_PLANNED)
    messages.discard_pending(waiting.exclude(key__in=[promise.key for promise in wanted]))
    _note_next(look, event, now)
    return messages.enqueue_all(wanted, now=now)


def _note_next(look: ReminderLook, event: Event, now: datetime) -> None:
    following = questions.next_look(event, now)
    if told.is_on_its_way(event):
        following = min(following or now + _SOON, now + _SOON)
    if following is None:
        look.delete()
        return
    look.look_at = following
    look.save(update_fields=["look_at"])


def _reminders(
    event: Event, concerned: Concerned, announced: list[messages.OutgoingMessage], now: datetime
) -> Iterator[messages.OutgoingMessage]:
    """Yield the reminders; who is being told of the meeting anyway needs none that was missed."""
    start = questions.start_of(event)
    if start is None:
        return
    for stage in questions.stages_to_send(event, now):
        knowing = _knowing(event, announced, start - stage.before, now)
        for key, reader in concerned.reached.items():
            if key in knowing:
                continue
            recipient = reader.person.recipient
            yield messages.OutgoingMessage(
                key=questions.key_of(event, stage, recipient),
                kind=told.REMINDER,
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
    wanted = {each.key: each.recipient.pk for each in announced if each.kind != told.CANCELLATION}
    return questions.told_since(event, due_at, wanted)


def _reports(event: Event, now: datetime) -> Iterator[messages.OutgoingMessage]:
    last = questions.day_to_report(event, now)
    if last is None:
        return
    for person in reporters_of(event):
        yield messages.OutgoingMessage(
            key=questions.report_key(event, person.recipient),
            kind=questions.REPORT_DUE,
            recipient=person.recipient,
            about=event,
            reason=Reason.REPORTER,
            due_at=questions.report_time(event, last, person.recipient),
        )
