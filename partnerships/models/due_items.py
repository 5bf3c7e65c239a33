"""What an action and a commitment have in common: somebody does it, and one day it ends."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.enums import ShownState
from core.models import PagedRecord
from partnerships.enums import OPEN_ACTIONS, ActionState, Lateness
from partnerships.models.pairings import OfPairingsQuerySet

ItemT_co = TypeVar("ItemT_co", bound="DueItem", covariant=True)

# Both have these states, by the same words; a commitment may be partly done as well.
OPEN, DROPPED = OPEN_ACTIONS, ActionState.DROPPED
# They follow from the history of the day, which is kept.
KEPT_DAYS = ("first_day", "times_moved")


def moved_index(name: str) -> models.Index:
    """Return the index of those whose day was moved, which are few."""
    return models.Index(fields=["first_day"], name=name, condition=Q(times_moved__gt=0))


def was_late_at_first(today: date) -> Q:
    """Return the condition that something was late by its first day."""
    was_late = Q(closed_on=None, first_day__lt=today) | Q(closed_on__gt=F("first_day"))
    return Q(times_moved__gt=0) & was_late & ~Q(state=DROPPED)


class DueItemQuerySet(OfPairingsQuerySet[ItemT_co]):
    """Questions to the actions, or to the commitments."""

    def open(self) -> Self:
        """Return what is still to be done."""
        return self.filter(state__in=OPEN)

    def moved(self) -> Self:
        """Return those whose day was moved."""
        return self.filter(times_moved__gt=0)

    def late_at_first(self, today: date) -> Self:
        """Return what was not done by its first day, which was moved; what was dropped is over."""
        return self.filter(was_late_at_first(today))


class DueItem(PagedRecord):
    """Something that is open until it is closed; its model says what, and which states it has.

    ``last_day_field`` names the field of the day by which it is to be done, ``late_as`` how it is
    called after that day.
    """

    states: ClassVar[type[ShownState]]
    last_day_field: ClassVar[str]
    late_as: ClassVar[Lateness]
    state: models.CharField[str, str]
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    revision = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Rises when earlier questions no longer fit: new ones are right.",
    )

    # The database keeps them (partnerships/queries/first_days.py).
    first_day = models.DateField(_("first day"), null=True, editable=False)
    times_moved = models.PositiveSmallIntegerField(
        _("times moved"), default=0, db_default=0, editable=False
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=DROPPED) | ~Q(reason=""),
                name="%(class)s_dropped_has_a_reason",
                violation_error_message=_("Say why this was dropped."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, closed_on=None)
                | (~Q(state__in=OPEN) & Q(closed_on__isnull=False)),
                name="%(class)s_closed_has_its_day",
            ),
        ]

    @property
    def word(self) -> ShownState:
        """The state with its colour and its shape."""
        return self.states(self.state)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN

    def is_late(self, today: date) -> bool:
        """Say whether its last day has passed and the work is not done."""
        last: date | None = getattr(self, self.last_day_field)
        return self.is_open and last is not None and last < today
