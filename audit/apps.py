"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Audit."""

    name = "audit"
    verbose_name = _("audit")
