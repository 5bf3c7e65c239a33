"""The list of pairings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import formats
from core.lists import DatedTable, WrittenColumn
from core.templatetags import ui
from core.templatetags.links import page_link
from core.templatetags.lists import below, joined, quiet
from partnerships.enums import PairingPhase
from partnerships.models import Pairing
from partnerships.queries.pairings import next_action, standing
from partnerships.wording import pairings as pairing_wording


class PairingTable(DatedTable):
    """Who works with whom, how it goes, when they last met, what comes next."""

    by_index = ("title",)

    title = WrittenColumn(verbose_name=_("Pairing"))
    status = WrittenColumn(verbose_name=_("Status"), order_by=("urgency", "title"))
    phase = WrittenColumn(verbose_name=_("Phase"), orderable=False)
    last_contact_on = WrittenColumn(verbose_name=_("Last contact"))
    next_action = WrittenColumn(verbose_name=_("Next action"), orderable=False)

    class Meta:
        model = Pairing
        fields = ("title", "status", "phase", "last_contact_on", "next_action")

    def render_title(self, record: Pairing) -> SafeString:
        """Lead to the pairing; below it the sides that its title does not name."""
        return joined(page_link(record, record.title), *map(below, _sides(record)))

    def render_status(self, record: Any) -> str:
        """Show the status as a shape and words."""
        return ui.status(pairing_wording.status(standing(record, today=self.today)))

    def render_phase(self, record: Pairing) -> str:
        """Say the phase in words."""
        return str(PairingPhase(record.phase).label)

    def render_last_contact_on(self, record: Pairing) -> SafeString:
        """Say when they met or wrote last, or that nobody wrote it down."""
        known = pairing_wording.last_contact(record)
        if not known:
            return quiet(gettext("None recorded"))
        return format_html('<span class="nowrap">{}</span>', known)

    def render_next_action(self, record: Any) -> SafeString:
        """Lead to what comes next; say by when, and whether it is late."""
        action = next_action(record)
        if action is None:
            return quiet(gettext("None planned"))
        said: list[str] = [page_link(action, truncatechars(action.text, 70))]
        if action.due_on:
            day = gettext("by %(day)s") % {"day": formats.day(action.due_on)}
            said.append(format_html('<span class="small muted nowrap">{}</span>', day))
        if action.is_late(self.today):
            said.append(ui.status(action.late_as))
        return joined(*said)


def _sides(pairing: Pairing) -> Iterator[str]:
    """Yield the names of those that have a short one, and the countries of the others once."""
    countries = set()
    for side in (party.organization for party in pairing.parties.all()):
        if side.acronym:
            yield f"{side.name} ({side.country})" if side.country else side.name
        elif side.country and side.country not in countries:
            countries.add(side.country)
            yield str(side.country)
