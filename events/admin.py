"""The kinds of events, which people extend; everything else is shown only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField

from core.admin import ReadOnlyAdmin
from events.models import Donation, Event, EventType, HeadCount, Organizer, Outcome, Participation


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


admin.site.register(
    Event,
    ReadOnlyAdmin,
    list_display=("title", "type", "day", "modality", "state", "logged_by"),
    list_filter=("state", "type", "modality"),
    search_fields=("title", "place"),
    date_hierarchy="day",
)
admin.site.register(Organizer, ReadOnlyAdmin, list_display=("event", "organization", "role"))
admin.site.register(
    Participation,
    ReadOnlyAdmin,
    list_display=("event", "name", "organization", "organization_name", "state"),
    list_filter=("state",),
    search_fields=("name", "organization_name"),
)
admin.site.register(
    HeadCount,
    ReadOnlyAdmin,
    list_display=(
        "event",
        "organization",
        "people",
        "women",
        "persons_with_disabilities",
        "online",
        "method",
    ),
)
admin.site.register(
    Donation,
    ReadOnlyAdmin,
    list_display=("event", "what", "giver", "receiver", "quantity", "value"),
)
admin.site.register(
    Outcome, ReadOnlyAdmin, list_display=("event", "kind", "text"), list_filter=("kind",)
)
