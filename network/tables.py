"""The lists of the directory."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.lists import DrawnColumn, Sheet, WrittenColumn
from core.templatetags.links import page_link
from core.templatetags.lists import below, joined, quiet, tag
from core.templatetags.user_text import lang_attr, lang_span
from network.enums import InterestKind
from network.models import Account, Organization, Person, Position

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

    name = WrittenColumn(verbose_name=_("Organization"))
    country = WrittenColumn(verbose_name=_("Place"), order_by=("country__name", "city"))
    kind = WrittenColumn(verbose_name=_("Kind"), order_by=("kind__position", "kind__name"))
    areas = WrittenColumn(verbose_name=_("Looks for and offers"), orderable=False)
    pairing_count = WrittenColumn(
        verbose_name=_("Pairings"), attrs={"th": {"class": "num"}, "td": {"class": "num"}}
    )

    class Meta:
        model = Organization
        fields = ("name", "country", "kind", "areas", "pairing_count")
        order_by = "name"

    def render_name(self, record: Organization) -> SafeString:
        """Link the name; beside it and below it what else tells which one it is."""
        said: list[object] = [page_link(record, record.name)]
        if record.acronym:
            said.append(tag(record.acronym))
        if not record.is_member:
            said.append(tag(gettext("Outside the network"), "tag-quiet"))
        if record.local_name:
            said.append(_local(record.local_name))
        if record.parent:
            said.append(below(gettext("Part of %(parent)s") % {"parent": record.parent}))
        return joined(*said)

    def render_country(self, record: Organization) -> str:
        """Say the city and the country, as far as they are known."""
        known = [str(place) for place in (record.city, record.country) if place]
        return lang_span(", ".join(known) or "\N{EN DASH}")

    def render_kind(self, record: Organization) -> str:
        """Say of which kind it is."""
        return str(record.kind)

    def render_areas(self, record: Organization) -> SafeString:
        """Say what it looks for and what it offers, each on a line of its own."""
        line = '<div class="small"><span class="muted">{}:</span> {}</div>'
        return joined(
            *(
                format_html(line, InterestKind(each.kind).label, each.area.name)
                for each in record.interests.all()
            )
        )

    def render_pairing_count(self, record: Any) -> int:
        """Say how many pairings it has."""
        count: int = record.pairing_count
        return count


class PersonTable(tables.Table):
    """People with what they are and where."""

    by_index = ("name",)

    name = WrittenColumn(verbose_name=_("Name"))
    positions = WrittenColumn(verbose_name=_("Positions"), orderable=False)

    class Meta:
        model = Person
        fields = ("name", "positions")
        order_by = "name"

    def render_name(self, record: Person) -> SafeString:
        """Link the name; below it how it is written at home."""
        local = [_local(record.local_name)] if record.local_name else []
        return joined(page_link(record, record.addressed), *local)

    def render_positions(self, record: Person) -> SafeString:
        """Say what they are and where, a line each."""
        held = [_position(each) for each in record.positions.all()]
        return joined(*held) if held else quiet(gettext("No position yet"))


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


def _local(name: str) -> SafeString:
    return format_html('<div class="local-name small" {}>{}</div>', lang_attr(name), name)


def _position(held: Position) -> SafeString:
    title = format_html("{}, ", lang_span(held.title)) if held.title else ""
    link = page_link(held.organization, held.organization.name)
    return format_html("<div>{}{}</div>", title, link)


def _areas(row: Organization, kind: InterestKind) -> str:
    return "; ".join(str(one.area) for one in row.interests.all() if one.kind == kind)
