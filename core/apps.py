"""The app's name in words."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from core.wall import stand_before


class CoreConfig(AppConfig):
    """Core."""

    name = "core"
    verbose_name = _("core")

    def ready(self) -> None:
        """Let every connection tell the database who reads."""
        connection_created.connect(stand_before, dispatch_uid="wall")
