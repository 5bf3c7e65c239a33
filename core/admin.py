"""The technical administration shows facts; it is no second way to write them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest


class Site(admin.AdminSite):
    """The technical administration of all apps, those of others as well."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register models without acts for many rows.

        Which rows they are for is read from a form that nobody checks: a word for a key would be a
        server error. Rows are taken away one by one, each with a look at what goes along.
        """
        super().register(model_or_iterable, admin_class, **{**options, "actions": None})


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Shows rows to the administrators of the installation; operations alone write them."""

    # The view behind that link fails for kinds that have no table; config/urls.py closes it.
    view_on_site = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_list_select_related(self, _request: HttpRequest) -> list[str]:
        """Fetch with the rows what their columns name."""
        return [
            each.name
            for each in self.opts.fields
            if each.is_relation and each.name in self.list_display
        ]

    def has_view_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Whoever may open the administration may look."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The app is listed for them as well."""
        return self.has_view_permission(request)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """No."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """No."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """No."""
        return False
