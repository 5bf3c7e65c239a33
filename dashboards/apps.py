"""The app's name in words."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    """Dashboards."""

    name = "dashboards"
    verbose_name = _("dashboards")

    def ready(self) -> None:
        """See to the triggers that count."""
        post_migrate.connect(_see_to_triggers, sender=self)


def _see_to_triggers(**_signal: Any) -> None:
    from dashboards.operations import tallies  # noqa: PLC0415 - there are models by now

    tallies.see_to_triggers()
