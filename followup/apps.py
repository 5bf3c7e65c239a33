"""The app's name in words."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core import tables
from followup import triggers


class FollowupConfig(AppConfig):
    """Follow-up."""

    name = "followup"
    verbose_name = _("follow-up")

    def ready(self) -> None:
        """Register every reminder, and see to the triggers that make them due."""
        from followup import declarations  # noqa: PLC0415 — models are not there before

        declarations.register()
        post_migrate.connect(_install_triggers, sender=self)


def _install_triggers(**_signal: Any) -> None:
    named = {rule.table for rule in triggers.RULES}
    tables.install("followup_", triggers.install(), on=named)
