"""The app's name in words."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core import tables
from documents import triggers
from followup.apps import schedule_what_was_there


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "documents"
    verbose_name = _("documents")

    def ready(self) -> None:
        """Register what comes by mail, and see to the trigger that makes it due."""
        from documents import declarations  # noqa: PLC0415 — models are not there before

        declarations.register()
        post_migrate.connect(_see_to_triggers, sender=self)


def _see_to_triggers(**_signal: Any) -> None:
    if tables.install("documents_", triggers.install(), on={triggers.RULE.table}):
        schedule_what_was_there()
