"""Designations: a title that one organization confers on another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models import PagedRecord, optional, tracked
from core.search import SearchText, search_index
from network.models.concerns import ConcerningQuerySet, concerns_index, whom_it_concerns
from partnerships.models.pairings import Pairing


class DesignationQuerySet(ConcerningQuerySet["Designation"]):
    """Questions to the designations: they concern both sides, and their programmes."""


@tracked(without=("search_text", "concerns"))
class Designation(PagedRecord):
    """A title, who gave it, who holds it, since when and what for."""

    page = "partnerships:designation-detail"

    title = models.CharField(_("title"), max_length=200)
    conferred_by = models.ForeignKey(
        "network.Organization",
        on_delete=models.PROTECT,
        related_name="designations_given",
        verbose_name=_("given by"),
    )
    conferred_on = models.ForeignKey(
        "network.Organization",
        on_delete=models.PROTECT,
        related_name="designations_held",
        verbose_name=_("given to"),
    )
    pairing = optional(Pairing, related_name="designations", verbose_name=_("pairing"))
    given_on = models.DateField(_("given on"), null=True, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    source_key = models.SlugField(max_length=60, null=True, blank=True, unique=True)

    concerns = whom_it_concerns()
    search_text = SearchText("title", "purpose")
    found_by = ("conferred_by", "conferred_on")

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering: ClassVar = ["-given_on", "title", "pk"]
        indexes: ClassVar = [
            search_index("designation_search"),
            concerns_index("designation_concerns"),
            models.Index(fields=["-given_on", "title", "id"], name="designation_newest"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(conferred_by=F("conferred_on")),
                name="designation_is_given_to_another",
                violation_error_message=_("An organization cannot give a title to itself."),
            )
        ]

    def __str__(self) -> str:
        return self.title
