"""What an invited person answered, and in which language they get their mails."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from events.enums import Reply
from events.queries.invitations import Guest


def answer(guest: Guest) -> str:
    """Return what the list says of a guest as an answer."""
    if guest.answer == Reply.SOMEBODY_ELSE:
        return _("Answer: %(name)s comes instead") % {"name": guest.stand_in}
    if guest.answer == Reply.YES:
        return _("Answer: yes")
    return _("Answer: no") if guest.answer == Reply.NO else _("No answer yet")


def language(guest: Guest) -> str:
    """Return the language in which a guest gets their mails."""
    spoken = dict(settings.LANGUAGES)
    return str(spoken.get(guest.person.recipient.language) or spoken[settings.LANGUAGE_CODE])
