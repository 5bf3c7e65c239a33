"""Django's admin on the tables of the lists, with the columns that they show."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from events.models import Event
from network.models import Organization, Person
from partnerships.models import Action, Agreement, Commitment, Pairing


class Site(admin.AdminSite):
    """An admin for everybody who is signed in."""

    def has_permission(self, request: Any) -> bool:
        """Let them in."""
        return bool(request.user.is_authenticated)


class Rows(admin.ModelAdmin[Any]):
    """As many rows a page as the lists have; all are seen and none changed."""

    list_per_page = 25
    list_select_related = True

    def has_view_permission(self, *_args: Any) -> bool:
        """Show them."""
        return True

    def has_change_permission(self, *_args: Any) -> bool:
        """Let nobody change one."""
        return False

    has_add_permission = has_delete_permission = has_change_permission


site = Site()
for model, columns, words in (
    (Organization, ("name", "country", "kind", "city", "is_member"), ("name", "acronym")),
    (Person, ("name", "country"), ("name",)),
    (Pairing, ("title", "programme", "phase", "started_on", "last_met_on"), ("title",)),
    (Event, ("title", "type", "day", "state", "modality"), ("title",)),
    (Commitment, ("text", "area", "pairing", "state", "ends_on"), ("text",)),
    (Action, ("text", "pairing", "state", "due_on"), ("text",)),
    (Agreement, ("title", "type", "signed_on", "ends_on"), ("title",)),
):
    options = {"list_display": columns, "search_fields": words, "ordering": model._meta.ordering}
    site.register(model, Rows, **options)
