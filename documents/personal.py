"""What is kept of papers (core/personal.py)."""

from django.utils.translation import gettext_lazy as _

from core.personal import Holding, declare
from documents.models import Briefing, Subscription

declare(
    Holding(
        model=Briefing,
        internal="country period starts_on ends_on facts rows_hash issued_by issued_at",
    ),
    Holding(
        model=Subscription,
        of="user",
        told=_("Briefings each quarter"),
        goes=True,
        staying="user country asked_on ended_on",
    ),
)
