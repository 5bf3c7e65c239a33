"""Who answers for an organization."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import PartQuerySet, Record, ends_after_start, tracked


def answers_on(day: date) -> Q:
    """Return the condition that a focal point answers on ``day``; its end is a day without it."""
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    return begun & (Q(ends_on=None) | Q(ends_on__gt=day))


class FocalPointQuerySet(PartQuerySet["FocalPoint"]):
    """Questions to the focal points."""

    whole = "organization"

    def on(self, day: date) -> Self:
        """Return those who answer on ``day``."""
        return self.filter(answers_on(day))


@tracked()
class FocalPoint(Record):
    """A person who answers for an organization between two days; its mail goes to them."""

    organization = models.ForeignKey(
        "network.Organization", on_delete=models.CASCADE, related_name="focal_points"
    )
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, related_name="focal_points"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            ends_after_start("focal_point_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(ends_on=None),
                name="focal_point_once_at_a_time",
                violation_error_message=_("This person is already the focal point."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
