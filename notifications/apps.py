"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "notifications"
    verbose_name = _("notifications")
