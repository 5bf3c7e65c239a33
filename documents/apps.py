"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "documents"
    verbose_name = _("documents")
