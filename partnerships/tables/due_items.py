"""The lists of actions and of agreed areas."""

from __future__ import annotations

from django.template.defaultfilters import truncatechars
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import formats
from core.lists import ONE_LINE, DatedTable, WrittenColumn
from core.templatetags import ui
from core.templatetags.links import page_link
from core.templatetags.lists import below, joined
from core.templatetags.user_text import lang_span
from partnerships.enums import Firmness
from partnerships.models import Action, Commitment
from partnerships.wording import due_items


class DueItemTable(DatedTable):
    """What both lists show: the pairing, and how far it is."""

    pairing = WrittenColumn(verbose_name=gettext_lazy("Pairing"), order_by=("pairing__title",))
    state = WrittenColumn(verbose_name=gettext_lazy("State"))

    def render_pairing(self, record: Action | Commitment) -> SafeString:
        """Lead to the pairing."""
        return page_link(record.pairing, record.pairing)

    def with_moves(self, day: str, record: Action | Commitment) -> str:
        """Return a day or a period, and below it that it was moved."""
        note = due_items.moved(record)
        more = format_html('<div class="small muted text-wrap">{}</div>', note) if note else ""
        return format_html("{}{}", day, more)

    def render_state(self, record: Action | Commitment) -> str:
        """Show the state as a shape and a word; what is late says so."""
        return ui.status(record.late_as if record.is_late(self.today) else record.word)


class ActionTable(DueItemTable):
    """What will be done, by whom, by when, and how far it is."""

    by_index = ("due_on",)

    text = WrittenColumn(verbose_name=gettext_lazy("Action"))
    organization = WrittenColumn(verbose_name=gettext_lazy("Who"), orderable=False)
    due_on = WrittenColumn(verbose_name=gettext_lazy("By when"), attrs=ONE_LINE)
    closed_on = WrittenColumn(verbose_name=gettext_lazy("Closed on"), attrs=ONE_LINE)

    class Meta:
        model = Action
        fields = ("text", "pairing", "organization", "due_on", "state", "closed_on")

    def render_text(self, record: Action) -> SafeString:
        """Lead to the action."""
        return page_link(record, record.text)

    def render_organization(self, record: Action) -> SafeString:
        """Say who does it, a person or an organization, or that all sides do."""
        whose = record.organization and lang_span(record.organization.short_name)
        if record.person is None:
            return whose or lang_span(_("All sides"))
        small = format_html('<span class="small muted">{}</span>', whose) if whose else ""
        return joined(lang_span(record.person.name), small)

    def render_due_on(self, record: Action) -> str:
        """Say the day, or that nobody set one; and whether it was moved."""
        return self.with_moves(ui.day(record.due_on) or _("No date set"), record)

    def render_closed_on(self, record: Action) -> str:
        """Write the month as a word."""
        return ui.day(record.closed_on) or "\N{EM DASH}"


class CommitmentTable(DueItemTable):
    """What was agreed, by whom, how firmly, for when, and how far it has come."""

    text = WrittenColumn(
        verbose_name=gettext_lazy("Agreed area"), order_by=("area__position", "area__name")
    )
    firmness = WrittenColumn(verbose_name=gettext_lazy("How firm"), orderable=False)
    ends_on = WrittenColumn(
        verbose_name=gettext_lazy("Period"),
        order_by=("ends_on", "starts_on"),
        attrs=ONE_LINE,
    )

    class Meta:
        model = Commitment
        fields = ("text", "pairing", "state", "firmness", "ends_on")

    def render_text(self, record: Commitment) -> SafeString:
        """Lead to the agreed area; below it how it was written."""
        more = [below(truncatechars(record.text, 120))] if record.text else []
        return joined(page_link(record, record.area.name), *more)

    def render_firmness(self, record: Commitment) -> str:
        """Say in words how firmly it was promised."""
        return str(Firmness(record.firmness).label)

    def render_ends_on(self, record: Commitment) -> str:
        """Say the period, or that nobody set one; and whether it was moved."""
        days = formats.period(record.starts_on, record.ends_on) or _("No period set")
        return self.with_moves(days, record)
