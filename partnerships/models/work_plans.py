"""Work plans of a pairing or of the whole network."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import PagedRecord, ends_after_start, leads_nowhere, optional, tracked
from core.search import SearchText, search_index
from network.models import Programme
from network.models.concerns import ConcerningQuerySet, concerns_index, whom_it_concerns
from partnerships.enums import WorkPlanState
from partnerships.models.pairings import Pairing


class WorkPlanQuerySet(ConcerningQuerySet["WorkPlan"]):
    """Questions to the work plans; the network's plan is every member's."""

    def newest(self) -> Self:
        """Return those that none replaces; each is asked, so that a page of them ends soon."""
        return self.filter(leads_nowhere(WorkPlan.objects.all(), "replaces"))


@tracked(without=("search_text", "concerns"))
class WorkPlan(PagedRecord):
    """A plan for a period; where documents contradict each other the note says so."""

    page = "partnerships:work-plan-detail"

    name = models.CharField(_("name"), max_length=200)
    programme = optional(Programme, related_name="work_plans", verbose_name=_("programme"))
    pairing = optional(Pairing, related_name="work_plans", verbose_name=_("pairing"))
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

    concerns = whom_it_concerns()
    search_text = SearchText("name", "note")

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering: ClassVar = ["-starts_on", "name", "-version"]
        indexes: ClassVar = [
            search_index("work_plan_search"),
            concerns_index("work_plan_concerns"),
            models.Index(fields=["-starts_on", "name", "-version", "id"], name="work_plan_newest"),
        ]
        constraints: ClassVar = [ends_after_start("work_plan_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.name

    @property
    def word(self) -> WorkPlanState:
        """The state with its colour and its shape."""
        return WorkPlanState(self.state)
