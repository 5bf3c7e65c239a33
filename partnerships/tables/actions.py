"""The list of actions."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import formats
from core.lists import DatedTable
from core.templatetags import ui, user_text
from partnerships.enums import ActionState, Lateness
from partnerships.models import Action


class ActionTable(DatedTable):
    """What will be done, by whom, by when, and how far it is."""

    text = tables.Column(verbose_name=gettext_lazy("Action"), linkify=True)
    pairing = tables.Column(
        verbose_name=gettext_lazy("Pairing"), linkify=True, order_by=("pairing__title",)
    )
    organization = tables.TemplateColumn(
        verbose_name=gettext_lazy("Who"),
        template_name="partnerships/_action_who.html",
        orderable=False,
    )
    due_on = tables.Column(verbose_name=gettext_lazy("By when"), empty_values=())
    state = tables.Column(verbose_name=gettext_lazy("State"))
    closed_on = tables.Column(verbose_name=gettext_lazy("Closed on"))

    class Meta:
        model = Action
        fields = ("text", "pairing", "organization", "due_on", "state", "closed_on")

    def render_text(self, value: str) -> str:
        """Mark the languages of what people wrote."""
        return user_text.lang_span(value)

    def render_due_on(self, record: Action) -> str:
        """Say the day, or that nobody set one."""
        return formats.day(record.due_on) if record.due_on else _("No date set")

    def render_closed_on(self, value: date) -> str:
        """Write the month as a word."""
        return formats.day(value)

    def render_state(self, record: Action) -> str:
        """Show the state as a shape and a word; what is overdue says so."""
        if record.is_overdue(self.today):
            return ui.status(Lateness.OVERDUE)
        return ui.status(ActionState(record.state))
