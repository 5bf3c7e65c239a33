"""What was given or handed over at an event."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Record, optional, tracked
from core.search import SearchText, search_index
from events.models.events import Event
from network.models import Organization


@tracked(without=("search_text",))
class Donation(Record):
    """A thing, a sum or a service: who gave what to whom, as far as it is known.

    ``giver_name`` and ``receiver_name`` keep what was written: a firm that is not in the directory
    may give, and a class of students may receive. Quantity and value are kept as written.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="donations")
    what = models.CharField(_("what was handed over"), max_length=300)
    giver = optional(Organization, related_name="+", verbose_name=_("given by"))
    giver_name = models.CharField(_("given by, as written"), max_length=250, blank=True)
    receiver = optional(Organization, related_name="+", verbose_name=_("given to"))
    receiver_name = models.CharField(_("given to, as written"), max_length=250, blank=True)
    quantity = models.CharField(_("how many"), max_length=100, blank=True)
    value = models.CharField(_("worth"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    search_text = SearchText("what", "giver_name", "receiver_name")
    found_by = ("giver", "receiver")

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        ordering: ClassVar = ["order", "pk"]
        indexes: ClassVar = [search_index("donation_search")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="donation_says_what",
                violation_error_message=_("Write what was handed over."),
            )
        ]

    def __str__(self) -> str:
        return self.what
