"""The kinds of events, which people extend; everything else is shown only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField

from core.admin import ReadOnlyAdmin
from events.models import Event, EventType, HeadCount, Organizer, Outcome, Participation


class Minutes(SimpleArrayField):
    """Numbers with commas between them; nothing written means that the usual ones hold."""

    def clean(self, value: Any) -> Any:
        """Return the numbers, or None."""
        return super().clean(value) or None


@admin.register(EventType)
class EventTypeAdmin(admin.ModelAdmin[EventType]):
    list_display = ("name", "key", "position")
    search_fields = ("name", "key")
    formfield_overrides: ClassVar = {ArrayField: {"form_class": Minutes}}


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("title", "type", "day", "modality", "state", "logged_by")
    list_select_related = ("type", "logged_by")
    list_filter = ("state", "type", "modality")
    search_fields = ("title", "place")
    date_hierarchy = "day"


@admin.register(Organizer)
class OrganizerAdmin(ReadOnlyAdmin):
    list_display = ("event", "organization", "role")
    list_select_related = ("event", "organization")


@admin.register(Participation)
class ParticipationAdmin(ReadOnlyAdmin):
    list_display = ("event", "name", "organization", "organization_name", "state")
    list_select_related = ("event", "organization")
    list_filter = ("state",)
    search_fields = ("name", "organization_name")


@admin.register(HeadCount)
class HeadCountAdmin(ReadOnlyAdmin):
    list_display = ("event", "organization", "people", "women", "method")
    list_select_related = ("event", "organization")


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    list_display = ("event", "kind", "text")
    list_select_related = ("event",)
    list_filter = ("kind",)
