"""The app's name in words."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    """Partnerships."""

    name = "partnerships"
    verbose_name = _("partnerships")

    def ready(self) -> None:
        """Let whoever leaves an institution answer for it in no pairing either.

        And see to the triggers that keep what a status needs, and how often a day was moved.
        """
        # Models are not there before.
        from network.operations.focal_points import also_leave  # noqa: PLC0415
        from partnerships.operations.focal_points import leave  # noqa: PLC0415

        also_leave(leave)
        post_migrate.connect(_see_to_triggers, sender=self)


def _see_to_triggers(**_signal: Any) -> None:
    # There are models by now.
    from partnerships.queries.first_days import ON_DUE_ITEMS  # noqa: PLC0415
    from partnerships.queries.kept import ON_PAIRINGS  # noqa: PLC0415

    for kept in (ON_PAIRINGS, *ON_DUE_ITEMS):
        kept.see_to_triggers()
