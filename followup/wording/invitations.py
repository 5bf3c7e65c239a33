"""What an invited person answered, and in which language they get their mails."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from followup.enums import Reply
from followup.queries.invitations import Guest
from notifications.models import Recipient


def answer(guest: Guest) -> str:
    """Return what the list says of a guest as an answer."""
    if guest.answer == Reply.SOMEBODY_ELSE:
        return _("Answer: %(name)s will come instead") % {"name": guest.stand_in}
    if guest.answer == Reply.YES:
        return _("Answer: yes")
    return _("Answer: no") if guest.answer == Reply.NO else _("No answer yet")


def language(recipient: Recipient) -> str:
    """Return the language in which somebody gets their mails."""
    return str(dict(settings.LANGUAGES)[recipient.spoken])
