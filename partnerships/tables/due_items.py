"""The lists of actions and of agreed areas."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import formats
from core.lists import ONE_LINE, DatedTable, DrawnColumn
from core.templatetags import ui, user_text
from partnerships.models import Action, Commitment
from partnerships.wording import due_items


class DueItemTable(DatedTable):
    """What both lists show: the pairing, and how far it is."""

    pairing = tables.Column(
        verbose_name=gettext_lazy("Pairing"), linkify=True, order_by=("pairing__title",)
    )
    state = tables.Column(verbose_name=gettext_lazy("State"))

    def with_moves(self, day: str, record: Action | Commitment) -> str:
        """Return a day or a period, and below it that it was moved."""
        note = due_items.moved(record)
        below = format_html('<div class="small muted text-wrap">{}</div>', note) if note else ""
        return format_html("{}{}", day, below)

    def render_state(self, record: Action | Commitment) -> str:
        """Show the state as a shape and a word; what is late says so."""
        return ui.status(record.late_as if record.is_late(self.today) else record.word)


class ActionTable(DueItemTable):
    """What will be done, by whom, by when, and how far it is."""

    by_index = ("due_on",)

    text = tables.Column(verbose_name=gettext_lazy("Action"), linkify=True)
    organization = DrawnColumn(
        verbose_name=gettext_lazy("Who"),
        template_name="partnerships/_action_who.html",
        orderable=False,
    )
    due_on = tables.Column(verbose_name=gettext_lazy("By when"), empty_values=(), attrs=ONE_LINE)
    closed_on = tables.Column(verbose_name=gettext_lazy("Closed on"), attrs=ONE_LINE)

    class Meta:
        model = Action
        fields = ("text", "pairing", "organization", "due_on", "state", "closed_on")

    def render_text(self, value: str) -> str:
        """Mark the languages of what people wrote."""
        return user_text.lang_span(value)

    def render_due_on(self, record: Action) -> str:
        """Say the day, or that nobody set one; and whether it was moved."""
        return self.with_moves(ui.day(record.due_on) or _("No date set"), record)

    def render_closed_on(self, value: date) -> str:
        """Write the month as a word."""
        return formats.day(value)


class CommitmentTable(DueItemTable):
    """What was agreed, by whom, how firmly, for when, and how far it has come."""

    text = DrawnColumn(
        verbose_name=gettext_lazy("Agreed area"),
        template_name="partnerships/_commitment_name.html",
        order_by=("area__position", "area__name"),
    )
    firmness = tables.Column(verbose_name=gettext_lazy("How firm"), orderable=False)
    ends_on = tables.Column(
        verbose_name=gettext_lazy("Period"),
        empty_values=(),
        order_by=("ends_on", "starts_on"),
        attrs=ONE_LINE,
    )

    class Meta:
        model = Commitment
        fields = ("text", "pairing", "state", "firmness", "ends_on")

    def render_firmness(self, record: Commitment) -> str:
        """Say in words how firmly it was promised."""
        return record.get_firmness_display()

    def render_ends_on(self, record: Commitment) -> str:
        """Say the period, or that nobody set one; and whether it was moved."""
        days = formats.period(record.starts_on, record.ends_on) or _("No period set")
        return self.with_moves(days, record)
