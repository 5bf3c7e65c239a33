"""Commitments: an agreed area made concrete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record, ScopedQuerySet, tracked
from partnerships.enums import OPEN_COMMITMENTS, CommitmentState, Firmness
from partnerships.models.pairings import Pairing

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from network.models import CooperationArea, Country


class CommitmentQuerySet(ScopedQuerySet["Commitment"]):
    """Questions to the commitments."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the commitments of visible pairings."""
        return self.filter(pairing__in=Pairing.objects.visible_to(user))

    def with_side_in(self, country: Country) -> Self:
        """Return what pairings with a side in ``country`` agreed."""
        return self.filter(pairing__in=Pairing.objects.with_side_in(country))

    def in_area(self, area: CooperationArea) -> Self:
        """Return what lies in ``area`` or in a part of it."""
        return self.filter(Q(area=area) | Q(area__parent=area))

    def open(self) -> Self:
        """Return what is still to be done."""
        return self.filter(state__in=OPEN_COMMITMENTS)

    def late(self, today: date) -> Self:
        """Return what is open though its period is over."""
        return self.open().filter(ends_on__lt=today)


@tracked()
class Commitment(Record):
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
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    revision = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Rises when earlier questions no longer fit: new ones are right.",
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed area")
        verbose_name_plural = _("agreed areas")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="commitment_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first day."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CommitmentState.DROPPED) | ~Q(reason=""),
                name="commitment_dropped_has_a_reason",
                violation_error_message=_("Say why this was dropped."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_COMMITMENTS, closed_on=None)
                | (~Q(state__in=OPEN_COMMITMENTS) & Q(closed_on__isnull=False)),
                name="commitment_closed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.area)

    def get_absolute_url(self) -> str:
        """Return the commitment's page."""
        return reverse("partnerships:commitment-detail", args=[self.pk])

    def is_late(self, today: date) -> bool:
        """Say whether the period is over and the work is not."""
        return self.state in OPEN_COMMITMENTS and bool(self.ends_on and self.ends_on < today)
