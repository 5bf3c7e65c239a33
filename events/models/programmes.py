"""The programmes under which a meeting takes place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record, tracked
from events.models.events import Event


@tracked()
class EventProgramme(Record):
    """A programme of an event; an event may have several."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="programmes")
    programme = models.ForeignKey(
        "network.Programme",
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name=_("programme"),
    )

    class Meta:
        verbose_name = _("programme of a meeting")
        ordering: ClassVar = ["programme", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "programme"], name="event_programme_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}"
