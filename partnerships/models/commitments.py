"""Commitments: an agreed area made concrete."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import ends_after_start, optional, tracked
from core.search import SearchText, search_index
from network.models import CooperationArea, Organization
from partnerships.enums import OPEN_COMMITMENTS, CommitmentState, Firmness, Lateness
from partnerships.models.due_items import (
    DROPPED,
    KEPT_DAYS,
    DueItem,
    DueItemQuerySet,
    moved_index,
)
from partnerships.models.pairings import Pairing


class CommitmentQuerySet(DueItemQuerySet["Commitment"]):
    """Questions to the commitments."""

    def in_area(self, area: CooperationArea) -> Self:
        """Return what lies in ``area`` or in a part of it."""
        return self.filter(Q(area=area) | Q(area__parent=area))

    def standing(self) -> Self:
        """Return what was not dropped."""
        return self.exclude(state=DROPPED)

    def late(self, today: date) -> Self:
        """Return what is open though its period is over."""
        return self.open().filter(ends_on__lt=today)

    def undated(self) -> Self:
        """Return what stands, and nobody knows when it was agreed."""
        return self.standing().filter(agreed_on=None)

    def endless(self) -> Self:
        """Return what is open without a last day: it can never be late."""
        return self.open().filter(ends_on=None)

    def verified(self) -> Self:
        """Return what somebody answered is done, and somebody else has verified."""
        return self.filter(is_verified=True)

    def with_target(self) -> Self:
        """Return what says how many, of something that can be counted."""
        return self.filter(quantity__isnull=False)


@tracked(without=("search_text", "is_verified", *KEPT_DAYS))
class Commitment(DueItem):
    """What a pairing promised in one area: what, who to whom, how firmly, for when."""

    page = "partnerships:commitment-detail"
    states = CommitmentState
    last_day_field = "ends_on"
    late_as = Lateness.LATE

    pairing = models.ForeignKey(Pairing, on_delete=models.PROTECT, related_name="commitments")
    area = models.ForeignKey(
        "network.CooperationArea",
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("area of cooperation"),
    )
    text = models.TextField(_("what was agreed"), blank=True)
    promised_by = optional(
        Organization, related_name="promises_given", verbose_name=_("who promises")
    )
    promised_to = optional(
        Organization, related_name="promises_received", verbose_name=_("to whom")
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
    # The database keeps it (partnerships/queries/kept.py).
    is_verified = models.BooleanField(default=False, db_default=False, editable=False)

    search_text = SearchText("text", "unit")
    found_by = ("area",)

    objects = CommitmentQuerySet.as_manager()

    class Meta(DueItem.Meta):
        verbose_name = _("agreed area")
        verbose_name_plural = _("agreed areas")
        indexes: ClassVar = [
            search_index("commitment_search"),
            moved_index("commitment_moved"),
            models.Index(fields=["-agreed_on", "id"], name="commitment_newest"),
            models.Index(
                fields=["ends_on"],
                name="commitment_open_until",
                condition=Q(state__in=OPEN_COMMITMENTS),
            ),
        ]
        constraints: ClassVar = [
            *DueItem.Meta.constraints,
            ends_after_start("commitment_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.text or str(self.area)
