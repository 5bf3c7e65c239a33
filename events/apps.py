"""The app's name in words, and what it tells the outbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events."""

    name = "events"
    verbose_name = _("events")

    def ready(self) -> None:
        """Register who writes this app's letters and who plans them."""
        from events import letters  # noqa: PLC0415 — models are not there before
        from events.operations import reminders  # noqa: PLC0415
        from events.queries.reminders import KIND  # noqa: PLC0415
        from notifications.letters import Kind, register  # noqa: PLC0415
        from notifications.operations import planning  # noqa: PLC0415

        register(Kind(KIND, _("Meeting reminder"), letters.meeting_reminder))
        planning.register("events", reminders.plan)
