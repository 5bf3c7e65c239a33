"""The beat timetable, alone, so that it can be read at a glance.

Every entry expires after two periods: an outage leaves one tick behind, not a thousand.
"""

from typing import Any

MINUTE = 60.0
HOUR = 60 * MINUTE
# How often the processes behind the site say that they are alive: see notifications/queries/health.
HEARTBEAT = MINUTE / 4


def every(period: float, task: str, *args: Any, queue: str = "default") -> dict[str, object]:
    """Return a timetable entry that runs ``task`` each ``period`` seconds."""
    options = {"expires": 2 * period, "queue": queue}
    return {"task": task, "schedule": period, "args": args, "options": options}


def beat_schedule(*, tick: float) -> dict[str, dict[str, object]]:
    """Return the timetable; ``tick`` is how often the outbox is looked at, in seconds."""
    return {
        "record-heartbeat-of-worker": every(HEARTBEAT, "notifications.record_heartbeat", "worker"),
        "record-heartbeat-of-mail-worker": every(
            HEARTBEAT, "notifications.record_heartbeat", "mail_worker", queue="mail"
        ),
        "deliver-due-messages": every(tick, "notifications.deliver_due_messages"),
        # Somebody waits at the screen for it. A slow mail server must not hold up the ticks.
        "send-password-links": every(MINUTE / 12, "accounts.send_password_links", queue="mail"),
        "send-notices": every(MINUTE / 2, "accounts.send_notices", queue="mail"),
        "forget-sessions": every(6 * HOUR, "accounts.forget"),
        "seal-history": every(10 * MINUTE, "audit.seal_history"),
        # The figures are right without it; each page adds up less after it.
        "fold-tallies": every(MINUTE, "dashboards.fold_tallies"),
        "plan-reminders": every(2 * tick, "followup.plan_reminders"),
        # Once a day: the task itself sees to that.
        "forget-what-is-old": every(60 * MINUTE, "network.forget", queue="mail"),
    }
