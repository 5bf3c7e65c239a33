"""The list of updates."""

from __future__ import annotations

from datetime import datetime

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.lists import ONE_LINE, DatedTable, DrawnColumn
from core.templatetags import ui
from partnerships.models import ProgressUpdate


class UpdateTable(DatedTable):
    """About what it is, of which pairing, what was answered, and when."""

    about = DrawnColumn(
        verbose_name=_("About"), template_name="partnerships/_update_about.html", orderable=False
    )
    pairing = tables.Column(verbose_name=_("Pairing"), linkify=True, orderable=False)
    answer = tables.Column(verbose_name=_("Answer"), orderable=False)
    submitted_at = tables.Column(verbose_name=_("Sent"), attrs=ONE_LINE, orderable=False)

    class Meta:
        model = ProgressUpdate
        fields = ("about", "pairing", "answer", "submitted_at")

    def render_answer(self, record: ProgressUpdate) -> str:
        """Show the answer as a shape and a word."""
        return ui.status(record.word)

    def render_submitted_at(self, value: datetime) -> str:
        """Say the day."""
        return ui.day(value)
