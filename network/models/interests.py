"""What an organization looks for and what it can offer: the source of new pairings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import PartQuerySet, Record, ends_after_start, tracked
from network.enums import InterestKind


class InterestQuerySet(PartQuerySet["Interest"]):
    """Questions to the needs and offers."""

    whole = "organization"

    def on(self, day: date) -> Self:
        """Return what holds on ``day``; where nobody said when it holds always."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


@tracked()
class Interest(Record):
    """A need or an offer of an organization in one area."""

    organization = models.ForeignKey(
        "network.Organization", on_delete=models.CASCADE, related_name="interests"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=InterestKind)
    area = models.ForeignKey(
        "network.CooperationArea",
        on_delete=models.PROTECT,
        related_name="interests",
        verbose_name=_("area of cooperation"),
    )
    text = models.TextField(_("in a few words"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("need or offer")
        verbose_name_plural = _("needs and offers")
        ordering: ClassVar = ["kind", "pk"]
        constraints: ClassVar = [ends_after_start("interest_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.text or self.get_kind_display()
