"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    """Network."""

    name = "network"
    verbose_name = _("network")
