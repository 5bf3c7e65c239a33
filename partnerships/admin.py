"""The types of agreements, which people extend; everything else is shown only."""

from __future__ import annotations

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from partnerships.models import (
    Action,
    Agreement,
    AgreementType,
    AnswerReferral,
    Comment,
    Commitment,
    Designation,
    Pairing,
    ProgressUpdate,
    WorkingGroup,
    WorkPlan,
)

admin.site.register(AgreementType, list_display=("name", "key", "position"))
admin.site.register(
    Pairing,
    ReadOnlyAdmin,
    list_display=("title", "phase", "programme", "started_on", "last_met_on"),
    list_filter=("phase", "programme"),
    search_fields=("title",),
)
admin.site.register(
    Commitment,
    ReadOnlyAdmin,
    list_display=("area", "pairing", "state", "firmness", "ends_on"),
    list_filter=("state", "firmness", "area"),
)
admin.site.register(
    Action,
    ReadOnlyAdmin,
    list_display=("text", "pairing", "state", "due_on"),
    list_filter=("state",),
)
admin.site.register(
    ProgressUpdate,
    ReadOnlyAdmin,
    list_display=("answer", "pairing", "author", "submitted_at", "verified_at"),
    list_filter=("answer",),
)
admin.site.register(
    Comment,
    ReadOnlyAdmin,
    list_display=("text", "kind", "pairing", "submitted_at", "closed_at"),
    list_filter=("kind",),
)
admin.site.register(
    AnswerReferral, ReadOnlyAdmin, list_display=("text", "pairing", "person", "settled_at")
)
admin.site.register(WorkingGroup, ReadOnlyAdmin, list_display=("name", "pairing", "agreed_on"))
admin.site.register(
    Agreement,
    ReadOnlyAdmin,
    list_display=("title", "type", "state", "signed_on", "ends_on"),
    list_filter=("state", "type"),
)
admin.site.register(
    Designation, ReadOnlyAdmin, list_display=("title", "conferred_by", "conferred_on", "given_on")
)
admin.site.register(
    WorkPlan,
    ReadOnlyAdmin,
    list_display=("name", "version", "state", "starts_on", "ends_on"),
    list_filter=("state",),
)
