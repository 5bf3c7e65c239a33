"""The list of agreed areas."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import formats
from core.lists import DatedTable
from core.templatetags import ui
from partnerships.enums import CommitmentState, Lateness
from partnerships.models import Commitment


class CommitmentTable(DatedTable):
    """What was agreed, by whom, how firmly, for when, and how far it has come."""

    text = tables.TemplateColumn(
        verbose_name=gettext_lazy("Agreed area"),
        template_name="partnerships/_commitment_name.html",
        order_by=("area__position", "area__name"),
    )
    pairing = tables.Column(
        verbose_name=gettext_lazy("Pairing"), linkify=True, order_by=("pairing__title",)
    )
    state = tables.Column(verbose_name=gettext_lazy("State"))
    firmness = tables.Column(verbose_name=gettext_lazy("How firm"), orderable=False)
    ends_on = tables.Column(
        verbose_name=gettext_lazy("Period"), empty_values=(), order_by=("ends_on", "starts_on")
    )

    class Meta:
        model = Commitment
        fields = ("text", "pairing", "state", "firmness", "ends_on")

    def render_state(self, record: Commitment) -> str:
        """Show the state as a shape and a word; what is late says so."""
        if record.is_late(self.today):
            return ui.status(Lateness.LATE)
        return ui.status(CommitmentState(record.state))

    def render_firmness(self, record: Commitment) -> str:
        """Say in words how firmly it was promised."""
        return record.get_firmness_display()

    def render_ends_on(self, record: Commitment) -> str:
        """Say the period, or that nobody set one."""
        return formats.period(record.starts_on, record.ends_on) or _("No period set")
