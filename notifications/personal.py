"""What is kept of how people are reached, and of what was said to them (core/personal.py)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.personal import Holding, Until, declare
from notifications.enums import ON_ITS_WAY, UNSENT
from notifications.models import Heartbeat, Message, Preference, Recipient

declare(
    Holding(
        model=Recipient,
        of="person",
        told=_("Address"),
        names="name",
        cleared="email language time_zone refused_at refused_reason",
    ),
    Holding(
        model=Preference,
        of="recipient__person",
        told=_("Choices of mails"),
        goes=True,
        staying="recipient kind choice",
    ),
    Holding(
        model=Message,
        of="recipient__person",
        told=_("Mails"),
        cleared="to_address subject body note error_facts",
        staying="recipient kind due_at sent_at state reason reason_facts remarks author last_error",
        internal="key about_type about_id shown_with not_after urgency digest attempts tried_since "
        "claim lease_until unconfirmed_at by_hand",
        until=(
            Until(
                "KEEP_MAILS_DAYS",
                "due_at",
                clears="to_address body error_facts",
                of_these=~Q(state__in=[*UNSENT, *ON_ITS_WAY]),
            ),
        ),
    ),
    Holding(model=Heartbeat, internal="name beat_at"),
)
