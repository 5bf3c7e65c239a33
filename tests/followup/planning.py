"""Let the planners check what is due, for the tests of what they plan."""

from followup.models import AT_ONCE, ReminderSchedule
from followup.operations import planning
from followup.planners.calls import CALLS
from followup.planners.comments import COMMENTS
from followup.planners.due_items import ACTIONS, COMMITMENTS
from followup.planners.endings import AGREEMENTS
from followup.planners.inactive_pairings import PAIRINGS
from followup.planners.introductions import INTRODUCTIONS
from followup.planners.meetings import MEETINGS
from followup.queries import escalations, update_requests
from notifications.models import Message


def plan_requests(*, now):
    """Plan what is due; return how many requests for an update are new."""
    return _new(update_requests.KIND, now)


def plan_escalations(*, now):
    """Plan what is due; return of how much the staff is to be told now."""
    return _new(escalations.KIND, now)


def plan_pairings(*, now):
    return planning.plan(PAIRINGS, now=now)


def plan_calls(*, now):
    return planning.plan(CALLS, now=now)


def plan_comments(*, now):
    return planning.plan(COMMENTS, now=now)


def plan_introductions(*, now):
    return planning.plan(INTRODUCTIONS, now=now)


def plan_meetings(*, now):
    return planning.plan(MEETINGS, now=now)


def make_due(record, *, at=AT_ONCE):
    """Let the planner check the record, whether its turn has come or not."""
    kind = record._meta.label_lower
    ReminderSchedule.objects.update_or_create(
        kind=kind, record_id=record.pk, defaults={"next_check_at": at}
    )


def plan_agreements(*, now):
    return planning.plan(AGREEMENTS, now=now)


def next_check(record):
    """Return when the planner checks the record; None if it waits for a change."""
    return _row(record).get().next_check_at


def is_scheduled(record):
    return _row(record).exists()


def _new(kind, now):
    before = set(Message.objects.filter(kind=kind).values_list("pk", flat=True))
    for planner in (ACTIONS, COMMITMENTS):
        planning.plan(planner, now=now)
    return len(set(Message.objects.filter(kind=kind).values_list("pk", flat=True)) - before)


def _row(record):
    kind = record._meta.label_lower
    return ReminderSchedule.objects.filter(kind=kind, record_id=record.pk)
