"""The register of agreements."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.lists import ONE_LINE, DatedTable, WrittenColumn
from core.templatetags import ui
from core.templatetags.links import page_link
from core.templatetags.lists import below, joined, quiet
from core.templatetags.user_text import lang_span
from partnerships.enums import DRAFT_AGREEMENTS
from partnerships.models import Agreement, AgreementParty
from partnerships.queries.agreements import standing
from partnerships.wording import agreements as agreement_wording


class AgreementTable(DatedTable):
    """What it is called, who is bound, where it stands, and since and until when."""

    by_index = ("signed_on",)

    title = WrittenColumn(verbose_name=_("Agreement"))
    parties = WrittenColumn(verbose_name=_("Parties"), orderable=False)
    state = WrittenColumn(verbose_name=_("State"), orderable=False)
    signed_on = WrittenColumn(verbose_name=_("Signed on"), attrs=ONE_LINE)
    ends_on = WrittenColumn(verbose_name=_("Valid until"), attrs=ONE_LINE)

    class Meta:
        model = Agreement
        fields = ("title", "parties", "state", "signed_on", "ends_on")

    def render_title(self, record: Agreement) -> SafeString:
        """Lead to the agreement; below it of which type it is."""
        return joined(page_link(record, record.title), below(record.type.name))

    def render_parties(self, record: Agreement) -> SafeString:
        """Say who is bound, a line each, and whether that still has to be confirmed."""
        confirmed = record.parties_confirmed
        more = [] if confirmed else [below(gettext("To be confirmed"))]
        return joined(*map(_party, record.parties.all()), *more)

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


def _party(party: AgreementParty) -> SafeString:
    bound = party.organization
    country = quiet(bound.country.name) if bound.country else ""
    return format_html("<div>{} {}</div>", lang_span(bound.short_name), country)
