"""The vocabularies that people extend; everything else is shown only."""

from __future__ import annotations

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from network.models import (
    CooperationArea,
    Country,
    FocalPoint,
    Honorific,
    Interest,
    Membership,
    Organization,
    OrganizationKind,
    Person,
    Position,
    Programme,
)

admin.site.register(
    Country,
    list_display=("name", "code", "time_zone", "cooperation_role"),
    search_fields=("name", "code"),
)
admin.site.register(
    OrganizationKind, list_display=("name", "key", "is_training", "is_part", "position")
)
admin.site.register(Honorific, list_display=("name", "position"))
admin.site.register(
    CooperationArea,
    list_display=("name", "key", "parent", "position"),
    list_select_related=("parent",),
    search_fields=("name", "synonyms"),
)
admin.site.register(Programme, list_display=("name", "key"))
admin.site.register(
    Organization,
    ReadOnlyAdmin,
    list_display=("name", "acronym", "kind", "country", "is_member"),
    list_filter=("kind", "country", "is_member"),
    search_fields=("search_text",),
)
admin.site.register(
    Person,
    ReadOnlyAdmin,
    list_display=("name", "honorific", "user"),
    search_fields=("search_text",),
)
admin.site.register(
    Membership,
    ReadOnlyAdmin,
    list_display=("user", "role", "country", "organization", "starts_on", "ends_on"),
    list_filter=("role", "country"),
)
admin.site.register(
    Position,
    ReadOnlyAdmin,
    list_display=("person", "title", "organization", "starts_on", "ends_on"),
)
admin.site.register(
    FocalPoint, ReadOnlyAdmin, list_display=("person", "organization", "starts_on", "ends_on")
)
admin.site.register(
    Interest, ReadOnlyAdmin, list_display=("organization", "kind", "area", "starts_on", "ends_on")
)
