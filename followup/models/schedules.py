"""When the planner must check a record next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# Before any clock of ours: a record that is to be checked without waiting.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class ReminderSchedule(models.Model):
    """A record about which somebody may still have to be told something.

    ``next_check_at`` is when it must be checked next; without a moment it waits for a change. The
    planner takes rows by their index, so that a minute costs the same with ten records or a
    million. A change of the facts makes the row due: triggers do that (``followup/triggers.py``),
    in the transaction of the change. The row is where a change and the planner meet, so that one
    waits for the other.
    """

    kind = models.CharField(max_length=40, help_text="The model, such as partnerships.action.")
    record_id = models.BigIntegerField()
    next_check_at = models.DateTimeField(null=True, default=AT_ONCE)

    class Meta:
        verbose_name = _("next check of a record")
        verbose_name_plural = _("next checks of records")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="schedule_once_a_record")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "next_check_at"], name="schedule_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
