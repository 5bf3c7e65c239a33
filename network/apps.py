"""The app's name in words."""

from collections.abc import Iterable

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.zones import put_first


class NetworkConfig(AppConfig):
    """Network."""

    name = "network"
    verbose_name = _("network")

    def ready(self) -> None:
        """Register the mails; the clocks of the countries stand first where one is chosen."""
        from network import declarations  # noqa: PLC0415 — models are not there before

        declarations.register()
        put_first(self._zones)

    def _zones(self) -> Iterable[str]:
        countries = self.get_model("Country")._default_manager
        return countries.values_list("time_zone", flat=True)
