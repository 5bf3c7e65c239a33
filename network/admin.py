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


@admin.register(Country)
class CountryAdmin(admin.ModelAdmin[Country]):
    list_display = ("name", "code", "time_zone", "cooperation_role")
    search_fields = ("name", "code")


@admin.register(OrganizationKind)
class OrganizationKindAdmin(admin.ModelAdmin[OrganizationKind]):
    list_display = ("name", "key", "is_training", "is_part", "position")


@admin.register(Honorific)
class HonorificAdmin(admin.ModelAdmin[Honorific]):
    list_display = ("name", "position")


@admin.register(CooperationArea)
class CooperationAreaAdmin(admin.ModelAdmin[CooperationArea]):
    list_display = ("name", "key", "parent", "position")
    list_select_related = ("parent",)
    search_fields = ("name", "synonyms")


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin[Programme]):
    list_display = ("name", "key")


@admin.register(Organization)
class OrganizationAdmin(ReadOnlyAdmin):
    list_display = ("name", "acronym", "kind", "country", "is_member")
    list_select_related = ("kind", "country")
    list_filter = ("kind", "country", "is_member")
    search_fields = ("search_text",)


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    list_display = ("name", "honorific", "user")
    list_select_related = ("honorific", "user")
    search_fields = ("search_text",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "country", "organization")
    list_select_related = ("user", "country", "organization")
    list_filter = ("role", "country")


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    list_display = ("person", "title", "organization", "starts_on", "ends_on")
    list_select_related = ("organization", "person")


@admin.register(FocalPoint)
class FocalPointAdmin(ReadOnlyAdmin):
    list_display = ("person", "organization", "starts_on", "ends_on")
    list_select_related = ("organization", "person")


@admin.register(Interest)
class InterestAdmin(ReadOnlyAdmin):
    list_display = ("organization", "kind", "area", "starts_on", "ends_on")
    list_select_related = ("organization", "area")
