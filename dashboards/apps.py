"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DashboardsConfig(AppConfig):
    """Dashboards."""

    name = "dashboards"
    verbose_name = _("dashboards")
