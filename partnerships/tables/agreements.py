"""The register of agreements."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core.lists import ONE_LINE, DatedTable, DrawnColumn
from core.templatetags import ui
from partnerships.enums import DRAFT_AGREEMENTS
from partnerships.models import Agreement
from partnerships.queries.agreements import standing
from partnerships.wording import agreements as agreement_wording


class AgreementTable(DatedTable):
    """What it is called, who is bound, where it stands, and since and until when."""

    by_index = ("signed_on",)

    title = DrawnColumn(
        verbose_name=_("Agreement"), template_name="partnerships/_agreement_name.html"
    )
    parties = DrawnColumn(
        verbose_name=_("Parties"),
        template_name="partnerships/_agreement_parties.html",
        orderable=False,
    )
    state = tables.Column(verbose_name=_("State"), orderable=False)
    signed_on = tables.Column(verbose_name=_("Signed on"), empty_values=(), attrs=ONE_LINE)
    ends_on = tables.Column(verbose_name=_("Valid until"), empty_values=(), attrs=ONE_LINE)

    class Meta:
        model = Agreement
        fields = ("title", "parties", "state", "signed_on", "ends_on")

    def render_state(self, record: Agreement) -> str:
        """Show where the agreement stands today as a shape and words."""
        return ui.status(agreement_wording.status(standing(record, today=self.today)))

    def render_signed_on(self, record: Agreement) -> str:
        """Write the day; a draft has none, and of a signed one it may be unknown."""
        if record.state in DRAFT_AGREEMENTS:
            return str(_("Not signed"))
        return ui.day(record.signed_on) or str(_("Not known"))

    def render_ends_on(self, record: Agreement) -> str:
        """Write the last day, or that there is none, or that nobody knows."""
        if record.is_open_ended:
            return str(_("No end"))
        return ui.day(record.ends_on) or str(_("Not known"))
