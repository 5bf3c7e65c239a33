"""The app's name in words."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
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
        pre_migrate.connect(_tear_down_wall, sender=self)
        post_migrate.connect(_build_wall, sender=self)
        post_migrate.connect(_install_forgetting, sender=self)

    def _zones(self) -> Iterable[str]:
        countries = self.get_model("Country")._default_manager
        return countries.values_list("time_zone", flat=True)


def _tear_down_wall(*, plan: list[Any], **_signal: Any) -> None:
    from network.operations import wall  # noqa: PLC0415 - there are models by now

    if plan:
        wall.tear_down()


def _build_wall(**_signal: Any) -> None:
    from network.operations import wall  # noqa: PLC0415 - there are models by now

    wall.build()


def _install_forgetting(**_signal: Any) -> None:
    from network.operations import histories  # noqa: PLC0415 - there are models by now

    histories.install()
