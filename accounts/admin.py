"""Users and the links in mails, to look at."""

from django.contrib import admin

from accounts.models import ActionLink, User
from core.admin import ReadOnlyAdmin

admin.site.register(
    User,
    ReadOnlyAdmin,
    list_display=("email", "name", "language", "time_zone", "is_active", "is_staff"),
    list_filter=("is_active", "is_staff"),
    search_fields=("email", "name"),
    # Not even its hash is for looking at.
    exclude=("password",),
)
admin.site.register(
    ActionLink,
    ReadOnlyAdmin,
    list_display=("purpose", "expires_at", "last_used_at", "revoked_at"),
    fields=("purpose", "expires_at", "last_used_at", "revoked_at", "created_at"),
    readonly_fields=("created_at",),
)
