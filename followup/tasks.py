"""The one task that plans: it may run at any time, twice, or late."""

from celery import shared_task

from followup.declarations import DECLARED
from followup.operations import planning
from notifications.operations import heartbeats
from notifications.queries import clock

ASK_AGAIN = "followup.ask_again"


@shared_task(name="followup.plan_reminders")
def plan_reminders() -> None:
    """Let each planner whose turn it is check what is due."""
    for each in DECLARED:
        now = clock.now()
        if heartbeats.acquire(each.name, now=now, every=each.every):
            planning.plan(each.planner, now=now)
    now = clock.now()
    if heartbeats.acquire(ASK_AGAIN, now=now, every=planning.AGAIN_EACH):
        planning.ask_again_whom_they_concern(now=now)
