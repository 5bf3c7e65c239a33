"""Views: a page under some filters, kept by name."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Record, ScopedQuerySet
from dashboards.enums import SavedPage
from network.models import scope_of


class SavedViewQuerySet(ScopedQuerySet["SavedView"]):
    """Questions to the views."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the user's own. No page shows the staff those of others, as the database would."""
        return self.all() if scope_of(user).is_staff else self.of(user)

    def of(self, user: User | AnonymousUser) -> Self:
        """Return what ``user`` keeps."""
        return self.filter(user=user.pk)


class SavedView(Record):
    """A page of the product under the filters of its address, which a user keeps by name.

    The dashboard opens with the one that ``is_default``. It is a wish and no right: whoever opens
    it sees what they may see then.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_views", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(
        _("page"), max_length=40, choices=SavedPage, default=SavedPage.DASHBOARD
    )
    query = models.TextField(_("filters"))
    is_default = models.BooleanField(_("opens the dashboard"), default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_has_one_name",
                violation_error_message=_("You have a view of this name. Choose another name."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(is_default=True),
                name="saved_view_is_the_only_default",
                violation_error_message=_("Only one view opens the dashboard."),
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(page=SavedPage.DASHBOARD),
                name="saved_view_opens_the_dashboard",
                violation_error_message=_("Only a view of the dashboard can open it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where it is opened."""
        return reverse("dashboards:saved-view-open", args=[self.pk])
