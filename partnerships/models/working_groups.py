"""Working groups that the sides of a pairing set up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, optional, tracked
from network.models import Organization, Person
from partnerships.models.pairings import OfPairingsQuerySet, Pairing


class WorkingGroupQuerySet(OfPairingsQuerySet["WorkingGroup"]):
    """Questions to the working groups."""


@tracked()
class WorkingGroup(Record):
    """A group with a mandate; its members may not be named yet."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="working_groups")
    name = models.CharField(_("name"), max_length=200)
    mandate = models.TextField(_("mandate"), blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


@tracked()
class WorkingGroupMember(Record):
    """A member from one side, in the directory or by name as written."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.CASCADE, related_name="members")
    organization = optional(Organization, related_name="+")
    person = optional(Person, related_name="+")
    name = models.CharField(_("name as written"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("member of a working group")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="working_group_member_is_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.name
