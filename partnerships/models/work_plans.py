"""Work plans of a pairing or of the whole network."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import PagedRecord, ScopedQuerySet, ends_after_start, leads_to, optional, tracked
from core.search import SearchText, search_index
from network.models import Programme, concerns_many, scope_of
from partnerships.enums import WorkPlanState
from partnerships.models.pairings import Pairing


class WorkPlanQuerySet(ScopedQuerySet["WorkPlan"]):
    """Questions to the work plans."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the plans of visible pairings; the network's plan is every member's."""
        user_scope = scope_of(user)
        if user_scope.is_staff or not user_scope.is_member:
            return self.all() if user_scope.is_staff else self.none()
        own = WorkPlan.objects.filter(pairing__in=Pairing.objects.visible_to(user))
        return self.led_to_by(
            Q(pairing=None),
            Q(programme__in=user_scope.programmes),
            (own, "pk"),
            one_by_one=concerns_many(user),
        )

    def newest(self) -> Self:
        """Return those that none replaces; each is asked, so that a page of them ends soon."""
        return self.exclude(leads_to(WorkPlan.objects.all(), "replaces"))


@tracked(without=("search_text",))
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

    search_text = SearchText("name", "note")

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering: ClassVar = ["-starts_on", "name", "-version"]
        indexes: ClassVar = [
            search_index("work_plan_search"),
            models.Index(fields=["-starts_on", "name", "-version", "id"], name="work_plan_newest"),
        ]
        constraints: ClassVar = [ends_after_start("work_plan_ends_after_it_starts")]

    def __str__(self) -> str:
        return self.name

    @property
    def word(self) -> WorkPlanState:
        """The state with its colour and its shape."""
        return WorkPlanState(self.state)
