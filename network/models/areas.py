"""Areas of cooperation: the shared vocabulary of needs, offers and commitments."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record, tracked
from core.search import SearchText, search_index


@tracked(without=("search_text",))
class CooperationArea(Record):
    """An area in a controlled tree, with the words that documents use for it."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    synonyms = ArrayField(
        models.CharField(max_length=120), verbose_name=_("also called"), default=list, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order"), default=100)

    search_text = SearchText("name", "synonyms")

    class Meta:
        verbose_name = _("area of cooperation")
        verbose_name_plural = _("areas of cooperation")
        ordering: ClassVar = ["position", "name"]
        indexes: ClassVar = [search_index("area_search")]

    def __str__(self) -> str:
        return self.name

    def with_parts(self) -> models.QuerySet[CooperationArea, Any]:
        """Return the keys of the area and of its parts."""
        itself = models.Q(pk=self.pk) | models.Q(parent=self)
        return CooperationArea.objects.filter(itself).values("pk")
