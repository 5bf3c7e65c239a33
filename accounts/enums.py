"""The words that accounts are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkPurpose(TextChoices):
    """What a link in a mail opens."""

    UPDATE_PROGRESS = "update_progress", _("Update progress")
    ANSWER_INVITATION = "answer_invitation", _("Answer an invitation")
    READ_CALENDAR = "read_calendar", _("Read one's own calendar")
    ACCEPT_ACCOUNT = "accept_account", _("Set up an account")
