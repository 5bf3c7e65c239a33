"""Work plans of a pairing or of the whole network."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, ScopedQuerySet, tracked
from core.search import SearchText, search_index
from network.models import scope_of
from partnerships.enums import WorkPlanState
from partnerships.models.pairings import Pairing


class WorkPlanQuerySet(ScopedQuerySet["WorkPlan"]):
    """Questions to the work plans."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the plans of visible pairings; the network's plan is every member's."""
        if not scope_of(user).is_member:
            return self.none()
        return self.filter(Q(pairing=None) | Q(pairing__in=Pairing.objects.visible_to(user)))


@tracked(without=("search_text",))
class WorkPlan(Record):
    """A plan for a period; where documents contradict each other the note says so."""

    name = models.CharField(_("name"), max_length=200)
    programme = models.ForeignKey(
        "network.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="work_plans",
        verbose_name=_("programme"),
    )
    pairing = models.ForeignKey(
        Pairing,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="work_plans",
        verbose_name=_("pairing"),
    )
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(
        _("state"), max_length=16, choices=WorkPlanState, default=WorkPlanState.DRAFT
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)

    search_text = SearchText("name", "note")

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering: ClassVar = ["-starts_on", "name", "-version"]
        indexes: ClassVar = [search_index("work_plan_search")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="work_plan_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first day."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the plan's page."""
        return reverse("partnerships:work-plan-detail", args=[self.pk])
