"""The beat timetable, alone, so that it can be read at a glance.

Every entry expires after two periods: an outage leaves one tick behind, not a thousand.
"""

MINUTE = 60.0
HOUR = 60 * MINUTE


def every(period: float, task: str) -> dict[str, object]:
    """Return a timetable entry that runs ``task`` each ``period`` seconds."""
    return {"task": task, "schedule": period, "options": {"expires": 2 * period}}


BEAT_SCHEDULE = {
    "deliver-due-messages": every(MINUTE / 2, "notifications.deliver_due_messages"),
    "plan-meeting-reminders": every(MINUTE, "events.plan_meeting_reminders"),
    "plan-update-requests": every(HOUR, "partnerships.plan_update_requests"),
}
