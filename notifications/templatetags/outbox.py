"""Words of the outbox, for templates."""

from typing import Any

from django import template

from accounts.access import notes_contacts
from notifications import mails, wording
from notifications.models import Recipient

register = template.Library()

register.filter("kind_label", mails.label_of)
register.filter("delivery_error", wording.in_words)
register.filter("reason", wording.reason_of)
register.filter("remarks", wording.remarks_of)
register.filter("noted_error", wording.error_of)


@register.simple_tag(takes_context=True)
def address_of(context: Any, recipient: Recipient, written_to: str = "") -> str:
    """Return the address of ``recipient``, or the one that was ``written_to``.

    No page shows an address in another way: who looked at it is written down.
    """
    if shown := written_to or recipient.email:
        notes_contacts(context["request"], recipient.pk)
    return shown
