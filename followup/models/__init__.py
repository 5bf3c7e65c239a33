"""What this app keeps: when each record is to be looked at."""

from followup.models.schedules import AT_ONCE, ReminderSchedule

__all__ = ["AT_ONCE", "ReminderSchedule"]
