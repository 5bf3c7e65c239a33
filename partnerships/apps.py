"""The app's name in words, and what it tells the outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    """Partnerships."""

    name = "partnerships"
    verbose_name = _("partnerships")

    def ready(self) -> None:
        """Register who writes this app's letters and who plans them."""
        from notifications.letters import Kind, register  # noqa: PLC0415
        from notifications.operations import planning  # noqa: PLC0415
        from partnerships import letters  # noqa: PLC0415 — models are not there before
        from partnerships.operations import reminders  # noqa: PLC0415
        from partnerships.queries.reminders import KIND  # noqa: PLC0415

        register(Kind(KIND, _("Update request"), letters.update_request, is_question=True))
        planning.register("partnerships", reminders.plan)
