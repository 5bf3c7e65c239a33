"""The time zones that people choose from: those of the network first, then the whole world.

A zone is called after its city. Each stands once, under the name that is in use now: the list is
the one of the time zone database (``zone.tab``), in which old names such as Asia/Saigon are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from django.forms import BaseForm, BoundField
from django.utils.translation import gettext_lazy as _

from core.fields import ChoiceField
from core.formats import city

NEAR = _("Countries of the network")
REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
}
# Who knows the zones of the network: an app above says so when it is ready.
_first: list[Callable[[], Iterable[str]]] = []


def put_first(zones: Callable[[], Iterable[str]]) -> None:
    """Let the zones that ``zones`` returns stand first in every list."""
    _first.append(zones)


@cache
def zones_of_the_world() -> tuple[str, ...]:
    """Return every zone of a place, once."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line for line in table.splitlines() if not line.startswith("#"))
    return tuple(sorted(row.split("\t")[2] for row in rows))


def place(zone: str) -> str:
    """Return "Phnom Penh", or "Knox, Indiana" where the zone says more than the city."""
    region, _slash, rest = zone.partition("/")
    within = rest.rpartition("/")[0].replace("_", " ")
    return f"{city(zone)}, {within}" if region in REGIONS and within else city(zone)


def zone_choices(current: str = "") -> list[Any]:
    """Return the zones by region, those of the network first; ``current`` is among them.

    One that was chosen before may be called by an old name: it stays as it is.
    """
    near = dict.fromkeys(zone for zones in _first for zone in zones() if zone)
    if current and current not in zones_of_the_world():
        near[current] = None
    regions: dict[str, list[str]] = {}
    for zone in zones_of_the_world():
        if zone not in near:
            regions.setdefault(zone.partition("/")[0], []).append(zone)
    groups = [(NEAR, near), *((REGIONS[region], zones) for region, zones in regions.items())]
    return [(name, _by_place(zones)) for name, zones in groups if zones]


def _by_place(zones: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((zone, place(zone)) for zone in zones), key=lambda choice: choice[1])


class ZoneField(ChoiceField):
    """The clock of a place."""

    def get_bound_field(self, form: BaseForm, field_name: str) -> BoundField:
        """Offer the zones, and the one that the form begins with."""
        current = form.get_initial_for_field(self, field_name)
        self.choices: Any = zone_choices(str(current or ""))
        return super().get_bound_field(form, field_name)
