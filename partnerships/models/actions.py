"""Actions: the next steps of a pairing."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import tracked
from core.search import SearchText, search_index
from partnerships.enums import OPEN_ACTIONS, ActionState
from partnerships.models.due_items import DueItem, DueItemQuerySet
from partnerships.models.pairings import Pairing


class ActionQuerySet(DueItemQuerySet["Action"]):
    """Questions to the actions."""

    def overdue(self, today: date) -> Self:
        """Return what is open past its day."""
        return self.open().filter(due_on__lt=today)

    def on_time(self) -> Self:
        """Return what was done no later than its day; without a day nobody can say."""
        return self.filter(state=ActionState.DONE, closed_on__lte=F("due_on"))


@tracked(without=("search_text",))
class Action(DueItem):
    """A next step: what, who, by when. Nobody named means that both sides act."""

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="actions")
    commitment = models.ForeignKey(
        "partnerships.Commitment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("part of the agreed area"),
    )
    text = models.TextField(_("what will be done"))
    organization = models.ForeignKey(
        "network.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("which side"),
    )
    person = models.ForeignKey(
        "network.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("who"),
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=ActionState, default=ActionState.OPEN
    )

    search_text = SearchText("text")

    objects = ActionQuerySet.as_manager()

    class Meta(DueItem.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes: ClassVar = [
            search_index("action_search"),
            models.Index(
                fields=["due_on"], name="action_open_due", condition=Q(state__in=OPEN_ACTIONS)
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the action's page."""
        return reverse("partnerships:action-detail", args=[self.pk])

    def is_overdue(self, today: date) -> bool:
        """Say whether the day has passed and the work is not done."""
        return self.is_open and bool(self.due_on and self.due_on < today)
