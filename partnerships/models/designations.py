"""Designations: a title that one organization confers on another."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import PagedRecord, ScopedQuerySet, optional, tracked
from core.search import SearchText, search_index
from network.models import Organization, concerns_many, scope_of
from partnerships.models.pairings import Pairing, of_programmes


class DesignationQuerySet(ScopedQuerySet["Designation"]):
    """Questions to the designations."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of the user's programmes, and of organizations of their concern."""
        user_scope = scope_of(user)
        if user_scope.is_staff:
            return self.all()
        sees_many = concerns_many(user)
        if sees_many:
            sides = [user_scope.covers("conferred_by"), user_scope.covers("conferred_on")]
        else:
            own = Organization.objects.concerning(user)
            sides = [Q(conferred_by__in=own), Q(conferred_on__in=own)]
        under = of_programmes(user_scope.programmes, "designation")
        return self.led_to_by(*sides, *under, one_by_one=sees_many)


@tracked(without=("search_text",))
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

    search_text = SearchText("title", "purpose")
    found_by = ("conferred_by", "conferred_on")

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering: ClassVar = ["-given_on", "title", "pk"]
        indexes: ClassVar = [
            search_index("designation_search"),
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
