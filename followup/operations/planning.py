"""The one engine of all planners: take what is due of the schedule, plan it, note the next check.

The planner never asks a whole table: ``ReminderSchedule`` says which records it must check, and
triggers make due what changes. So it may run at any time, twice, late, or beside another one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from events.queries.kept import ON_MESSAGES
from followup.models import ReminderSchedule
from followup.planners.isolation import LATER
from followup.terms import Plan, Planner
from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import messages

logger = logging.getLogger(__name__)

# So many records of a kind in one run; the rest has its turn in the next.
MOST = 1000
# No transaction is open for longer; and how often it is asked what those at work did not see.
LATELY, AGAIN_EACH = timedelta(minutes=15), timedelta(minutes=5)


@dataclass(frozen=True)
class _Done:
    """How many records were planned, and how many messages are new."""

    records: int = 0
    new: int = 0


def plan(planner: Planner, *, now: datetime) -> int:
    """Plan what is within sight and not planned yet of the records that are due.

    Return how many messages are new. A record that cannot be planned, such as one with a broken
    row, does not hold up the rest; a database that is away ends the run.
    """
    new = 0
    for _batch in range(-(-MOST // planner.batch)):
        done = _plan_batch(planner, now=now)
        new += done.new
        if done.records < planner.batch:
            break
    return new


def ask_again_whom_they_concern(*, now: datetime) -> None:
    """Let the messages of the last minutes say again whom they concern, as their records do.

    A planner holds no record. Whoever changes one in that moment does not see its message yet, and
    the message says what the record said before.
    """
    ON_MESSAGES.keep_again(Message.objects.filter(created_at__gt=now - LATELY))


def rebuild(planner: Planner, *, today: date) -> int:
    """Put on the schedule what is missing; return how many records of the kind are on it now.

    None is expected to be missing: triggers keep the schedule. It helps after they were away, as
    while somebody restored a part of the database.
    """
    kind = planner.model._meta.label_lower
    keys = planner.candidates(today).order_by().values_list("pk", flat=True)
    rows = (ReminderSchedule(kind=kind, record_id=key) for key in keys.iterator())
    while part := list(islice(rows, 1000)):
        ReminderSchedule.objects.bulk_create(part, ignore_conflicts=True)
    return ReminderSchedule.objects.filter(kind=kind).count()


def _due(planner: Planner, now: datetime) -> QuerySet[ReminderSchedule]:
    """Return what must be checked by now, the longest overdue first."""
    due = ReminderSchedule.objects.filter(kind=planner.model._meta.label_lower)
    return due.filter(next_check_at__lte=now).order_by("next_check_at", "record_id")


def _plan_batch(planner: Planner, *, now: datetime) -> _Done:
    """Plan the records that are due longest together; if one of them breaks, each alone."""
    due = _due(planner, now)[: planner.batch]
    try:
        return _plan(planner, due, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001 — which of them it was is said below
        keys = list(due.values_list("record_id", flat=True))
        return _Done(len(keys), sum(_plan_or_log(planner, key, now=now) for key in keys))


def _plan_or_log(planner: Planner, key: int, *, now: datetime) -> int:
    try:
        return _plan(planner, _due(planner, now).filter(record_id=key), now=now).new
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        kind = planner.model._meta.label_lower
        logger.exception("%s %s cannot be planned", kind, key)
        broken = ReminderSchedule.objects.filter(kind=kind, record_id=key)
        broken.update(next_check_at=now + LATER)
        return 0


@transaction.atomic
def _plan(planner: Planner, due: QuerySet[ReminderSchedule], *, now: datetime) -> _Done:
    """Plan these records, unless another planner or a change has them: then that one's counts."""
    rows = {row.record_id: row for row in due.select_for_update(skip_locked=True)}
    if not rows:
        return _Done()
    cases = planner.load(rows.keys(), now=now)
    _cancel(planner, cases.values())
    plans = {key: planner.plan(case, now=now) for key, case in cases.items()}
    _discard(plans.values())
    _note_next(rows, plans)
    wanted = [each for found in plans.values() for each in found.wanted]
    return _Done(len(rows), messages.enqueue_all(wanted, now=now) if wanted else 0)


def _cancel(planner: Planner, cases: Iterable[Any]) -> None:
    """Cancel what must never go, and let the cases know of it."""
    found = {each.pk: each for case in cases for each in planner.outdated(case)}
    if found:
        for key in messages.cancel_pending(Message.objects.filter(pk__in=found)):
            found[key].state = MessageState.CANCELLED


def _discard(plans: Iterable[Plan]) -> None:
    """Drop what waits and does not hold any more: the same may be right again one day."""
    stale = [message.pk for plan in plans for message in plan.stale]
    if stale:
        messages.discard_pending(Message.objects.filter(pk__in=stale))


def _note_next(rows: dict[int, ReminderSchedule], plans: dict[int, Plan]) -> None:
    """Note when each record is checked next; what is over or gone leaves the schedule."""
    lasting = [row for key, row in rows.items() if key in plans and not plans[key].is_over]
    for row in lasting:
        row.next_check_at = plans[row.record_id].next_check_at
    ReminderSchedule.objects.bulk_update(lasting, ["next_check_at"])
    if over := {row.pk for row in rows.values()} - {row.pk for row in lasting}:
        ReminderSchedule.objects.filter(pk__in=over).delete()
