"""The words that accounts are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkPurpose(TextChoices):
    """What a link in a mail opens."""

    UPDATE_PROGRESS = "update_progress", _("Update progress")
