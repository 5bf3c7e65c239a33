"""The list of messages."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from core import formats
from core.lists import DrawnColumn
from notifications import wording
from notifications.models import Message


class MessageTable(tables.Table):
    """Messages: what about, to whom, when, why, and how it went."""

    by_index = ("due_at",)

    about = DrawnColumn(
        template_name="notifications/_message_title.html",
        verbose_name=_("Message"),
        orderable=False,
    )
    recipient = DrawnColumn(
        template_name="notifications/_message_recipient.html",
        verbose_name=_("Who gets it"),
        order_by=("recipient__name", "pk"),
    )
    due_at = tables.Column(verbose_name=_("When"))
    reason = tables.Column(verbose_name=_("Why"), orderable=False)
    state = DrawnColumn(
        template_name="notifications/_message_state.html", verbose_name=_("State"), orderable=False
    )

    class Meta:
        model = Message
        fields = ("about", "recipient", "due_at", "reason", "state")
        empty_text = ""

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def render_reason(self, record: Message) -> str:
        """Return why it is sent, in words."""
        return wording.reason_of(record)

    def render_due_at(self, record: Message) -> str:
        """Return when it was sent, or when it goes out, by the reader's clock."""
        return formats.moment(record.sent_at or record.due_at, self.zone)
