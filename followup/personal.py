"""What is kept of when reminders fall due (core/personal.py)."""

from core.personal import Holding, declare
from followup.models import ReminderSchedule

declare(Holding(model=ReminderSchedule, internal="kind record_id next_check_at"))
