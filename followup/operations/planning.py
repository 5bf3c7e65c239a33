"""The one engine of all planners: take what is due of the schedule, plan it, note the next check.

The planner never asks a whole table: ``ReminderSchedule`` says which records it must check, and
triggers make due what changes. So it may run at any time, twice, late, or beside another one.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, transaction

from followup.models import ReminderSchedule
from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import Model, QuerySet

    from followup.planners.plans import Plan, Planner

logger = logging.getLogger(__name__)

# So many records of a kind in one run; the rest has its turn in the next.
MOST = 1000
# When a record that cannot be planned is tried again.
LATER = timedelta(hours=1)


def plan(planner: Planner, *, now: datetime) -> int:
    """Promise what is within sight and not promised yet of the records that are due.

    Return how many messages are new. A record that cannot be planned, such as one with a broken
    row, does not hold up the rest; a database that is away ends the run.
    """
    due = list(_due(planner, now).values_list("record_id", flat=True)[:MOST])
    size = planner.batch
    parts = (due[first : first + size] for first in range(0, len(due), size))
    return sum(_plan_or_log(planner, keys, now=now) for keys in parts)


def rebuild(model: type[Model], keys: Iterable[int]) -> int:
    """Put records on the schedule that are not there; return how many there are now of the kind.

    None is expected to be missing: triggers keep the schedule. It helps after they were away, as
    while somebody restored a part of the database.
    """
    kind = model._meta.label_lower
    rows = (ReminderSchedule(kind=kind, record_id=key) for key in keys)
    ReminderSchedule.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return ReminderSchedule.objects.filter(kind=kind).count()


def _due(planner: Planner, now: datetime) -> QuerySet[ReminderSchedule]:
    """Return what must be checked by now, the longest overdue first."""
    due = ReminderSchedule.objects.filter(kind=planner.model._meta.label_lower)
    return due.filter(next_check_at__lte=now).order_by("next_check_at", "record_id")


def _plan_or_log(planner: Planner, keys: Sequence[int], *, now: datetime) -> int:
    """Plan some records together; if one of them breaks, each alone."""
    try:
        return _plan(planner, keys, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(keys) > 1:
            return sum(_plan_or_log(planner, [key], now=now) for key in keys)
        kind = planner.model._meta.label_lower
        logger.exception("%s %s cannot be planned", kind, keys[0])
        broken = ReminderSchedule.objects.filter(kind=kind, record_id=keys[0])
        broken.update(next_check_at=now + LATER)
        return 0


@transaction.atomic
def _plan(planner: Planner, keys: Sequence[int], *, now: datetime) -> int:
    """Plan these records, unless another planner or a change has them: then that one's counts."""
    due = _due(planner, now).filter(record_id__in=keys)
    rows = {row.record_id: row for row in due.select_for_update(skip_locked=True)}
    if not rows:
        return 0
    cases = planner.load(rows.keys(), now=now)
    _cancel(planner, cases.values())
    plans = {key: planner.plan(case, now=now) for key, case in cases.items()}
    stale = [message.pk for each in plans.values() for message in each.stale]
    messages.discard_pending(Message.objects.filter(pk__in=stale))
    _note_next(rows, plans)
    return messages.enqueue_all(
        (wanted for each in plans.values() for wanted in each.wanted), now=now
    )


def _cancel(planner: Planner, cases: Iterable[Any]) -> None:
    """Cancel what must never go, and let the cases know of it."""
    found = {each.pk: each for case in cases for each in planner.outdated(case)}
    cancelled = messages.cancel_pending(Message.objects.filter(pk__in=found)) if found else set()
    for key in cancelled:
        found[key].state = MessageState.CANCELLED


def _note_next(rows: dict[int, ReminderSchedule], plans: dict[int, Plan]) -> None:
    """Note when each record is checked next; what is over or gone leaves the schedule."""
    lasting = [row for key, row in rows.items() if key in plans and not plans[key].is_over]
    for row in lasting:
        row.next_check_at = plans[row.record_id].next_check_at
    ReminderSchedule.objects.bulk_update(lasting, ["next_check_at"])
    over = {row.pk for row in rows.values()} - {row.pk for row in lasting}
    ReminderSchedule.objects.filter(pk__in=over).delete()
