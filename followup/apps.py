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
        post_migrate.connect(_see_to_triggers, sender=self)


def _see_to_triggers(**_signal: Any) -> None:
    named = {rule.table for rule in triggers.RULES}
    if tables.install("followup_", triggers.install(), on=named):
        schedule_what_was_there()


def schedule_what_was_there() -> None:
    """Put on the schedule what was there before the triggers; not for tables of another version."""
    from followup import declarations  # noqa: PLC0415 - there are models by now
    from notifications.queries import clock  # noqa: PLC0415 - likewise

    if tables.are_of_this_version():
        declarations.fill_schedule(today=clock.now().date())
