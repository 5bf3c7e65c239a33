"""Commitments: an agreed area made concrete."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import tracked
from core.search import SearchText, search_index
from network.models import CooperationArea
from partnerships.enums import CommitmentState, Firmness
from partnerships.models.due_items import DueItem, DueItemQuerySet
from partnerships.models.pairings import Pairing


class CommitmentQuerySet(DueItemQuerySet["Commitment"]):
    """Questions to the commitments."""

    def in_area(self, area: CooperationArea) -> Self:
        """Return what lies in ``area`` or in a part of it."""
        return self.filter(Q(area=area) | Q(area__parent=area))

    def late(self, today: date) -> Self:
        """Return what is open though its period is over."""
        return self.open().filter(ends_on__lt=today)


@tracked(without=("search_text",))
class Commitment(DueItem):
    """What a pairing promised in one area: what, who to whom, how firmly, for when."""

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="commitments")
    area = models.ForeignKey(
        "network.CooperationArea",
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("area of cooperation"),
    )
    text = models.TextField(_("what was agreed"), blank=True)
    promised_by = models.ForeignKey(
        "network.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises_given",
        verbose_name=_("who promises"),
    )
    promised_to = models.ForeignKey(
        "network.Organization",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="promises_received",
        verbose_name=_("to whom"),
    )
    firmness = models.CharField(
        _("how firm"), max_length=16, choices=Firmness, default=Firmness.AGREED
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    quantity = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    unit = models.CharField(_("of what"), max_length=100, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=16, choices=CommitmentState, default=CommitmentState.OPEN
    )

    search_text = SearchText("text", "unit")

    objects = CommitmentQuerySet.as_manager()

    class Meta(DueItem.Meta):
        verbose_name = _("agreed area")
        verbose_name_plural = _("agreed areas")
        indexes: ClassVar = [search_index("commitment_search")]
        constraints: ClassVar = [
            *DueItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="commitment_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.area)

    def get_absolute_url(self) -> str:
        """Return the commitment's page."""
        return reverse("partnerships:commitment-detail", args=[self.pk])

    def is_late(self, today: date) -> bool:
        """Say whether the period is over and the work is not."""
        return self.is_open and bool(self.ends_on and self.ends_on < today)
