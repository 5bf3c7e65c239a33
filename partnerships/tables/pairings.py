"""The list of pairings."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.lists import DatedTable, DrawnColumn
from core.templatetags import ui
from partnerships.models import Pairing
from partnerships.queries.pairings import standing
from partnerships.wording import pairings as pairing_wording


class PairingTable(DatedTable):
    """Who works with whom, how it goes, when they last met, what comes next."""

    by_index = ("title",)

    title = DrawnColumn(verbose_name=_("Pairing"), template_name="partnerships/_pairing_name.html")
    status = tables.Column(verbose_name=_("Status"), order_by=("urgency", "title"))
    phase = tables.Column(verbose_name=_("Phase"), orderable=False)
    last_contact_on = DrawnColumn(
        verbose_name=_("Last contact"), template_name="partnerships/_pairing_contact.html"
    )
    next_action = DrawnColumn(
        verbose_name=_("Next action"),
        template_name="partnerships/_pairing_next.html",
        orderable=False,
    )

    class Meta:
        model = Pairing
        fields = ("title", "status", "phase", "last_contact_on", "next_action")

    def render_status(self, record: Any) -> str:
        """Show the status as a shape and words."""
        return ui.status(pairing_wording.status(standing(record, today=self.today)))

    def render_phase(self, record: Pairing) -> str:
        """Say the phase in words."""
        return record.get_phase_display()
