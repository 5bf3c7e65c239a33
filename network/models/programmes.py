"""Programmes under which institutions cooperate."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record, optional, tracked
from core.search import SearchText, search_index
from network.models.organizations import Organization


@tracked(without=("search_text",))
class Programme(Record):
    """A programme: its names, its development partner, what it is for."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    full_name = models.CharField(_("full name"), max_length=300, blank=True)
    network = models.CharField(_("network"), max_length=200, blank=True)
    development_partner = optional(
        Organization, verbose_name=_("development partner"), related_name="+"
    )
    objectives = ArrayField(
        models.TextField(), verbose_name=_("objectives"), default=list, blank=True
    )
    focus = ArrayField(models.TextField(), verbose_name=_("focus"), default=list, blank=True)
    frameworks = ArrayField(
        models.TextField(), verbose_name=_("frameworks it supports"), default=list, blank=True
    )
    note = models.TextField(_("note"), blank=True)

    search_text = SearchText("name", "full_name", "names.name")

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [search_index("programme_search")]

    def __str__(self) -> str:
        return self.name


@tracked()
class ProgrammeName(Record):
    """Another name under which documents speak of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200)

    lends_words_to = ("programme",)

    class Meta:
        verbose_name = _("other name of a programme")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "name"], name="programme_name_once")
        ]

    def __str__(self) -> str:
        return self.name
