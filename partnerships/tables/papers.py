"""The lists of titles and of work plans."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import formats
from core.lists import ONE_LINE, DrawnColumn
from core.templatetags import ui, user_text
from partnerships.models import Designation, WorkPlan


class DesignationTable(tables.Table):
    """What it is called, who gave it to whom, and when."""

    title = DrawnColumn(
        verbose_name=gettext_lazy("Designation"),
        template_name="partnerships/_designation_name.html",
        orderable=False,
    )
    conferred_by = tables.Column(
        verbose_name=gettext_lazy("Given by"), linkify=True, orderable=False
    )
    conferred_on = tables.Column(
        verbose_name=gettext_lazy("Given to"), linkify=True, orderable=False
    )
    given_on = tables.Column(
        verbose_name=gettext_lazy("Given on"), empty_values=(), attrs=ONE_LINE, orderable=False
    )

    class Meta:
        model = Designation
        fields = ("title", "conferred_by", "conferred_on", "given_on")

    def render_given_on(self, record: Designation) -> str:
        """Write the day, or that nobody knows it."""
        return ui.day(record.given_on) or _("Not known")


class WorkPlanTable(tables.Table):
    """What it is called, of which pairing it is, how far it is, and for when."""

    name = DrawnColumn(
        verbose_name=gettext_lazy("Work plan"),
        template_name="partnerships/_work_plan_name.html",
        orderable=False,
    )
    pairing = tables.Column(verbose_name=gettext_lazy("Pairing"), empty_values=(), orderable=False)
    state = tables.Column(verbose_name=gettext_lazy("State"), orderable=False)
    starts_on = tables.Column(
        verbose_name=gettext_lazy("Period"), empty_values=(), attrs=ONE_LINE, orderable=False
    )

    class Meta:
        model = WorkPlan
        fields = ("name", "pairing", "state", "starts_on")

    def render_pairing(self, record: WorkPlan) -> str:
        """Name the pairing, or say that it is a plan of all."""
        return (
            user_text.lang_span(record.pairing.title) if record.pairing else _("The whole network")
        )

    def render_state(self, record: WorkPlan) -> str:
        """Show the state as a shape and a word."""
        return ui.status(record.word)

    def render_starts_on(self, record: WorkPlan) -> str:
        """Say the period, or that nobody set one."""
        return formats.period(record.starts_on, record.ends_on) or _("No period set")
