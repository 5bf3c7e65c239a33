"""When the planner of reminders must look at an event next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# Before any clock of ours: an event that is to be looked at without waiting.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class ReminderLook(models.Model):
    """An event that the planner has to look at from ``look_at`` on.

    The planner takes these rows by their index, so that a minute costs the same with ten events
    or a million. Without a row nothing can become due until somebody changes the event.
    """

    event = models.OneToOneField(
        "events.Event", on_delete=models.CASCADE, primary_key=True, related_name="look"
    )
    look_at = models.DateTimeField(default=AT_ONCE, db_index=True)

    class Meta:
        verbose_name = _("next look at a meeting")
        ordering: ClassVar = ["look_at", "event"]

    def __str__(self) -> str:
        return f"{self.event_id}"
