"""Countries are data: the network grows beyond its first four."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record, tracked


@tracked()
class Country(Record):
    """A country by its ISO 3166-1 code, named as the network writes it."""

    code = models.CharField(_("ISO code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    time_zone = models.CharField(_("main time zone"), max_length=64)
    languages = ArrayField(
        models.CharField(max_length=12), verbose_name=_("languages"), default=list, blank=True
    )
    cooperation_role = models.CharField(_("role in the cooperation"), max_length=60, blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
