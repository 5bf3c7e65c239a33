"""Who looked at the address or the telephone of whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.people import Person


class ContactView(models.Model):
    """That somebody was shown how another person is reached, on a day; once a day is enough."""

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("who")
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_views")
    day = models.DateField(_("day"), db_index=True)

    class Meta:
        verbose_name = _("look at an address")
        verbose_name_plural = _("looks at addresses")
        ordering: ClassVar = ["-day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "viewer", "day"], name="contact_view_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.viewer_id} {self.day}"
