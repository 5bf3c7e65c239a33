"""The log of sign-ins as a list."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from accounts import wording
from accounts.models import AccountEvent
from core import formats


class AccountEventTable(tables.Table):
    """What happened to which account, when and from where."""

    by_index = ("at",)

    at = tables.Column(verbose_name=_("When"))
    user = tables.Column(verbose_name=_("Whose account"), order_by=("user__name", "pk"))
    kind = tables.Column(verbose_name=_("What happened"), orderable=False)
    by = tables.Column(verbose_name=_("Who did it"), orderable=False, default="")
    agent = tables.Column(verbose_name=_("Device"), orderable=False, empty_values=())
    network = tables.Column(verbose_name=_("Network"), orderable=False)

    class Meta:
        model = AccountEvent
        fields = ("at", "user", "kind", "by", "agent", "network")
        empty_text = ""

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def render_at(self, record: AccountEvent) -> str:
        """Return the moment by the reader's clock."""
        return formats.moment(record.at, self.zone)

    def render_kind(self, record: AccountEvent) -> str:
        """Return what happened, and of what: "Role given: Focal point, NPIC"."""
        return wording.happened(record)

    def render_agent(self, record: AccountEvent) -> str:
        """Return the device in words; none where it is not kept, or somebody else did it."""
        return wording.device(record.agent) if record.agent else self.default
