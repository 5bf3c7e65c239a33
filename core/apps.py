"""The app's name in words."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
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


class AdminConfig(admin_apps.AdminConfig):
    """The technical administration, with a site of our own."""

    default = False
    default_site = "core.admin.Site"
