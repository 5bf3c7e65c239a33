"""Actions: the next steps of a pairing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record, ScopedQuerySet, tracked
from partnerships.enums import OPEN_ACTIONS, ActionState
from partnerships.models.pairings import Pairing

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from network.models import Country


class ActionQuerySet(ScopedQuerySet["Action"]):
    """Questions to the actions."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the actions of visible pairings."""
        return self.filter(pairing__in=Pairing.objects.visible_to(user))

    def with_side_in(self, country: Country) -> Self:
        """Return the actions of pairings with a side in ``country``."""
        return self.filter(pairing__in=Pairing.objects.with_side_in(country))

    def open(self) -> Self:
        """Return what somebody is still expected to do."""
        return self.filter(state__in=OPEN_ACTIONS)

    def overdue(self, today: date) -> Self:
        """Return what is open past its day."""
        return self.open().filter(due_on__lt=today)

    def on_time(self) -> Self:
        """Return what was done no later than its day; without a day nobody can say."""
        return self.filter(state=ActionState.DONE, closed_on__lte=F("due_on"))


@tracked()
class Action(Record):
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
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    revision = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Rises when earlier questions no longer fit: new ones are right.",
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=ActionState.DROPPED) | ~Q(reason=""),
                name="action_dropped_has_a_reason",
                violation_error_message=_("Say why this was dropped."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_ACTIONS, closed_on=None)
                | (~Q(state__in=OPEN_ACTIONS) & Q(closed_on__isnull=False)),
                name="action_closed_has_its_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"], name="action_open_due", condition=Q(state__in=OPEN_ACTIONS)
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the action's page."""
        return reverse("partnerships:action-detail", args=[self.pk])

    def is_overdue(self, today: date) -> bool:
        """Say whether the day has passed and the work is not done."""
        return self.state in OPEN_ACTIONS and bool(self.due_on and self.due_on < today)
