"""What came out of an event, and what it became."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import ModelT, Record, optional, tracked
from events.enums import OutcomeKind
from partnerships.models import Action, Agreement, Commitment, Designation, WorkingGroup, WorkPlan

# Commitments, actions and the rest are records from the start; words become records later.
ADOPTABLE = (OutcomeKind.DECISION, OutcomeKind.RECOMMENDATION, OutcomeKind.DOCUMENT)
# In words where no pairing met: a pairing that comes to be may still take them over.
HELD = (OutcomeKind.COMMITMENT, OutcomeKind.ACTION)
BECAME: dict[str, type[models.Model]] = {
    "commitment": Commitment,
    "action": Action,
    "agreement": Agreement,
    "designation": Designation,
    "working_group": WorkingGroup,
    "work_plan": WorkPlan,
}


def _became(model: type[ModelT]) -> models.ForeignKey[ModelT | None, ModelT | None]:
    return optional(model, related_name="outcomes", on_delete=models.CASCADE)


def _once(name: str) -> models.UniqueConstraint:
    """A record is tied to an event once, from whichever side somebody does it."""
    return models.UniqueConstraint(
        fields=["event", name],
        condition=Q(**{f"{name}__isnull": False}),
        name=f"outcome_{name}_once",
        violation_error_message=_("It is on the page of this meeting already."),
    )


@tracked()
class Outcome(Record):
    """A decision or recommendation; once adopted it points down to what it became."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=16, choices=OutcomeKind)
    text = models.TextField(_("what"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    commitment = _became(Commitment)
    action = _became(Action)
    agreement = _became(Agreement)
    designation = _became(Designation)
    working_group = _became(WorkingGroup)
    work_plan = _became(WorkPlan)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=reduce(
                    or_, (Q(**{f"{name}__isnull": False}) for name in BECAME), ~Q(text="")
                ),
                name="outcome_says_something",
            ),
            *(_once(name) for name in ("agreement", "designation")),
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
        return self.kind in (*ADOPTABLE, *HELD) and not self.is_adopted
