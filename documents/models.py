"""Papers that were issued, as they were then; who gets one each quarter."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import PagedRecord, Record, ScopedQuerySet, optional, tracked
from network.enums import Role
from network.models import Country, Membership, scope_of


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


class SubscriptionQuerySet(ScopedQuerySet["Subscription"]):
    """Questions to who gets a briefing each quarter."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the user's own; the staff sees in the outbox what was sent to whom."""
        return self.all() if scope_of(user).is_staff else self.filter(user=user.pk)

    def running(self) -> Self:
        """Return those that nobody has ended."""
        return self.filter(ended_on=None)

    def of_readers(self) -> Self:
        """Return those whose user may read briefings of the country today.

        It says of all at once what ``BriefingQuerySet.visible_to`` says of one reader.
        """
        of_all = Q(role=Role.STAFF, programme=None)
        of_country = Q(role__in=(Role.COORDINATOR, Role.OFFICIAL), country=OuterRef("country"))
        held = Membership.objects.now().filter(of_all | of_country, user=OuterRef("user"))
        return self.filter(Q(user__is_superuser=True) | Exists(held), user__is_active=True)


@tracked()
class Subscription(Record):
    """A user asks for the briefing of a country after each quarter.

    It is a wish and no right: whoever may not read of the country on that day gets nothing.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="subscriptions", verbose_name=_("user")
    )
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    asked_on = models.DateField(_("asked for"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing each quarter")
        verbose_name_plural = _("briefings each quarter")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "country"],
                condition=Q(ended_on=None),
                name="subscription_runs_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.country)
