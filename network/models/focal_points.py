"""Who answers for an organization."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, ScopedQuerySet, tracked
from network.models.organizations import Organization


def answers_on(day: date) -> Q:
    """Return the condition that a focal point answers on ``day``; its end is a day without it."""
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    return begun & (Q(ends_on=None) | Q(ends_on__gt=day))


class FocalPointQuerySet(ScopedQuerySet["FocalPoint"]):
    """Questions to the focal points."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Who answers for an organization is seen with the organization."""
        return self.filter(organization__in=Organization.objects.visible_to(user))

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
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="focal_point_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first day."),
            ),
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(ends_on=None),
                name="focal_point_once_at_a_time",
                violation_error_message=_("This person is already the focal point."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
