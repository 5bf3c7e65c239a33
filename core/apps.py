"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Core."""

    name = "core"
    verbose_name = _("core")
