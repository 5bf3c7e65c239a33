"""The app's name in words."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events."""

    name = "events"
    verbose_name = _("events")

    def ready(self) -> None:
        """See to the triggers that keep what a status needs, and whom a row concerns."""
        post_migrate.connect(_see_to_triggers, sender=self)


def _see_to_triggers(**_signal: Any) -> None:
    from events.queries.kept import KEPT  # noqa: PLC0415 - there are models by now

    for kept in KEPT:
        kept.see_to_triggers()
