"""The lists of the directory."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.lists import DrawnColumn, Sheet
from network.enums import InterestKind
from network.models import Account, Organization, Person

SHEET: Sheet = (
    (_("Name"), lambda row: row.name),
    (_("Acronym"), lambda row: row.acronym),
    (_("Name in the local script"), lambda row: row.local_name),
    (_("Kind"), lambda row: row.kind),
    (_("Country"), lambda row: row.country),
    (_("City"), lambda row: row.city),
    (_("Part of"), lambda row: row.parent),
    (_("Member of the network"), lambda row: _("Yes") if row.is_member else _("No")),
    (_("Looks for"), lambda row: _areas(row, InterestKind.NEED)),
    (_("Can offer"), lambda row: _areas(row, InterestKind.OFFER)),
    (_("Pairings"), lambda row: row.pairing_count),
    (_("Website"), lambda row: row.website),
)


class OrganizationTable(tables.Table):
    """Organizations with their names, their place and what they look for."""

    by_index = ("name",)

    name = DrawnColumn(
        template_name="network/_organization_name.html", verbose_name=_("Organization")
    )
    country = DrawnColumn(
        template_name="network/_organization_place.html",
        verbose_name=_("Place"),
        order_by=("country__name", "city"),
    )
    kind = tables.Column(verbose_name=_("Kind"), order_by=("kind__position", "kind__name"))
    areas = DrawnColumn(
        template_name="network/_organization_areas.html",
        verbose_name=_("Looks for and offers"),
        orderable=False,
    )
    pairing_count = tables.Column(
        verbose_name=_("Pairings"), attrs={"th": {"class": "num"}, "td": {"class": "num"}}
    )

    class Meta:
        model = Organization
        fields = ("name", "country", "kind", "areas", "pairing_count")
        order_by = "name"


class PersonTable(tables.Table):
    """People with what they are and where."""

    by_index = ("name",)

    name = DrawnColumn(template_name="network/_person_name.html", verbose_name=_("Name"))
    positions = DrawnColumn(
        template_name="network/_person_positions.html",
        verbose_name=_("Positions"),
        orderable=False,
    )

    class Meta:
        model = Person
        fields = ("name", "positions")
        order_by = "name"


class AccountTable(tables.Table):
    """Who signs in, with which roles, and when they did last."""

    name = DrawnColumn(
        template_name="network/_access_name.html",
        verbose_name=_("Person"),
        order_by=("name", "email"),
    )
    roles = DrawnColumn(
        template_name="network/_access_roles.html", verbose_name=_("Roles"), orderable=False
    )
    last_login = DrawnColumn(
        template_name="network/_access_state.html",
        verbose_name=_("Last sign-in"),
        order_by=("last_login",),
    )

    class Meta:
        model = Account
        fields = ("name", "roles", "last_login")
        order_by = "name"

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone


def _areas(row: Organization, kind: InterestKind) -> str:
    return "; ".join(str(one.area) for one in row.interests.all() if one.kind == kind)
