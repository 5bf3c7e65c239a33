"""The app's name in words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    """Partnerships."""

    name = "partnerships"
    verbose_name = _("partnerships")

    def ready(self) -> None:
        """Let whoever leaves an institution answer for it in no pairing either."""
        # Models are not there before.
        from network.operations.focal_points import also_leave  # noqa: PLC0415
        from partnerships.operations.focal_points import leave  # noqa: PLC0415

        also_leave(leave)
