"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    """Follow-up."""

    name = "followup"
    verbose_name = _("follow-up")

    def ready(self) -> None:
        """Register every reminder."""
        from followup import declarations  # noqa: PLC0415 — models are not there before

        declarations.register()
