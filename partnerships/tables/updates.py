"""The list of updates."""

from __future__ import annotations

from django.template.defaultfilters import truncatechars
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.lists import ONE_LINE, DatedTable, WrittenColumn
from core.templatetags import ui
from core.templatetags.links import page_link
from core.templatetags.lists import below, joined
from partnerships.models import ProgressUpdate


class UpdateTable(DatedTable):
    """About what it is, of which pairing, what was answered, and when."""

    about = WrittenColumn(verbose_name=_("About"), orderable=False)
    pairing = WrittenColumn(verbose_name=_("Pairing"), orderable=False)
    answer = WrittenColumn(verbose_name=_("Answer"), orderable=False)
    submitted_at = WrittenColumn(verbose_name=_("Sent"), attrs=ONE_LINE, orderable=False)

    class Meta:
        model = ProgressUpdate
        fields = ("about", "pairing", "answer", "submitted_at")

    def render_about(self, record: ProgressUpdate) -> SafeString:
        """Lead to the update by what it is about; below it what was written."""
        item = record.action.text if record.action else ""
        area = record.commitment.area.name if record.commitment else ""
        subject = item or area or gettext("The pairing as a whole")
        more = [below(truncatechars(record.text, 120))] if record.text else []
        return joined(page_link(record, subject), *more)

    def render_pairing(self, record: ProgressUpdate) -> SafeString:
        """Lead to the pairing."""
        return page_link(record.pairing, record.pairing)

    def render_answer(self, record: ProgressUpdate) -> str:
        """Show the answer as a shape and a word."""
        return ui.status(record.word)

    def render_submitted_at(self, record: ProgressUpdate) -> str:
        """Say the day."""
        return ui.day(record.submitted_at)
