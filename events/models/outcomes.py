"""What came out of an event, and what it became."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, tracked
from events.enums import OutcomeKind

# Commitments, actions and the rest are records from the start; words become records later.
ADOPTABLE = (OutcomeKind.DECISION, OutcomeKind.RECOMMENDATION, OutcomeKind.DOCUMENT)
BECAME = ("commitment", "action", "agreement", "designation", "working_group", "work_plan")


@tracked()
class Outcome(Record):
    """A decision or recommendation; once adopted it points down to what it became."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=16, choices=OutcomeKind)
    text = models.TextField(_("what"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    commitment = models.ForeignKey(
        "partnerships.Commitment",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    action = models.ForeignKey(
        "partnerships.Action",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    agreement = models.ForeignKey(
        "partnerships.Agreement",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    designation = models.ForeignKey(
        "partnerships.Designation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    working_group = models.ForeignKey(
        "partnerships.WorkingGroup",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcomes",
    )
    work_plan = models.ForeignKey(
        "partnerships.WorkPlan",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="outcomes",
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(commitment__isnull=False)
                | Q(action__isnull=False)
                | Q(agreement__isnull=False)
                | Q(designation__isnull=False)
                | Q(working_group__isnull=False)
                | Q(work_plan__isnull=False),
                name="outcome_says_something",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_adopted(self) -> bool:
        """Whether it became a record of a partnership."""
        return any(getattr(self, f"{name}_id") for name in BECAME)

    @property
    def is_open(self) -> bool:
        """Whether somebody may still make it part of a partnership."""
        return self.kind in ADOPTABLE and not self.is_adopted
