"""The types of agreements, which people extend; everything else is shown only."""

from __future__ import annotations

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from partnerships.models import (
    Action,
    Agreement,
    AgreementType,
    AnswerReferral,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    WorkingGroup,
    WorkPlan,
)


@admin.register(AgreementType)
class AgreementTypeAdmin(admin.ModelAdmin[AgreementType]):
    list_display = ("name", "key", "position")


@admin.register(Pairing)
class PairingAdmin(ReadOnlyAdmin):
    list_display = ("title", "phase", "programme", "started_on", "last_met_on")
    list_select_related = ("programme",)
    list_filter = ("phase", "programme")
    search_fields = ("title",)


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    list_display = ("area", "pairing", "state", "firmness", "ends_on")
    list_select_related = ("area", "pairing")
    list_filter = ("state", "firmness", "area")


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    list_display = ("text", "pairing", "state", "due_on")
    list_select_related = ("pairing",)
    list_filter = ("state",)


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ReadOnlyAdmin):
    list_display = ("answer", "pairing", "author", "submitted_at", "verified_at")
    list_select_related = ("pairing", "author")
    list_filter = ("answer",)


@admin.register(AnswerReferral)
class AnswerReferralAdmin(ReadOnlyAdmin):
    list_display = ("text", "pairing", "person", "settled_at")
    list_select_related = ("pairing", "person")


@admin.register(WorkingGroup)
class WorkingGroupAdmin(ReadOnlyAdmin):
    list_display = ("name", "pairing", "agreed_on")
    list_select_related = ("pairing",)


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ("title", "type", "state", "signed_on", "ends_on")
    list_select_related = ("type",)
    list_filter = ("state", "type")


@admin.register(Designation)
class DesignationAdmin(ReadOnlyAdmin):
    list_display = ("title", "conferred_by", "conferred_on", "given_on")
    list_select_related = ("conferred_by", "conferred_on")


@admin.register(WorkPlan)
class WorkPlanAdmin(ReadOnlyAdmin):
    list_display = ("name", "version", "state", "starts_on", "ends_on")
    list_filter = ("state",)
