"""The mails of this app, as the outbox knows them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from network.mails import INVITATION, OWN_DATA, invitation, own_data
from network.models.concerns import concerns_of
from notifications import mails, wording
from notifications.mails import Kind
from notifications.models import MessageQuerySet


class Reason(TextChoices):
    """Why somebody gets a message, as the staff reads it in the outbox."""

    INVITED = INVITATION, _("Has a new account, and no password yet")
    OWN_DATA = OWN_DATA, _("Wants to see what we hold about them")


def register() -> None:
    """Tell the outbox who writes the mail, why it is sent, and what a reader is to a record."""
    MessageQuerySet.keys_of = staticmethod(concerns_of)
    wording.register(Reason)
    mails.register(Kind(INVITATION, _("Invitation to sign in"), invitation, may_be_off=False))
    mails.register(Kind(OWN_DATA, _("Link to one's own data"), own_data, may_be_off=False))
