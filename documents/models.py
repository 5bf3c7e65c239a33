"""Papers that were issued, as they were then."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import PagedRecord, ScopedQuerySet, optional, tracked
from network.models import Country, scope_of


class BriefingQuerySet(ScopedQuerySet["Briefing"]):
    """Questions to the briefings."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the briefings of the user's countries: what stands there is theirs to see."""
        user_scope = scope_of(user)
        if user_scope.is_staff:
            return self.all()
        return self.filter(country__in=user_scope.countries)


@tracked()
class Briefing(PagedRecord):
    """A briefing of a country as it was issued: its numbers do not change any more.

    ``facts`` are the numbers and names that it says (``terms.briefings.Facts``), ``rows_hash`` is
    made of the rows that they were counted from.
    """

    page = "documents:briefing-detail"

    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="briefings", verbose_name=_("country")
    )
    # The name of a ``Period``.
    period = models.CharField(_("period"), max_length=8)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"))
    facts = models.JSONField(_("what it says"), encoder=DjangoJSONEncoder)
    rows_hash = models.CharField(_("hash of the rows"), max_length=64)
    issued_by = optional(
        User, on_delete=models.SET_NULL, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued"))

    objects = BriefingQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering: ClassVar = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return str(self.country)
