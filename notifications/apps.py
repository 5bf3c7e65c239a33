"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Notifications."""

    name = "notifications"
    verbose_name = _("notifications")

    def ready(self) -> None:
        """Register the digest."""
        from notifications.mails import Kind, register  # noqa: PLC0415 - models are not there before
        from notifications.operations import digests  # noqa: PLC0415

        label = _("Several messages in one mail")
        register(Kind(digests.KIND, label, digests.compose, is_digest=True))
