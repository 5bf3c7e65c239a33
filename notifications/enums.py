"""The words that messages are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Where a message stands; ``SENDING`` is committed just before the relay is spoken to."""

    PENDING = "pending", _("Waiting")
    CLAIMED = "claimed", _("About to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    UNCERTAIN = "uncertain", _("Unclear whether it arrived")
    FAILED = "failed", _("Could not be sent")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Too late to be useful")

    @property
    def tone(self) -> str:
        """The colour family of the state's tag."""
        return _TONES.get(self, "quiet")

    @property
    def icon(self) -> str:
        """The shape in front of the word."""
        return _ICONS.get(self, "minus")


_TONES = {
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
    MessageState.UNCERTAIN: "warn",
}
_ICONS = {
    MessageState.PENDING: "clock",
    MessageState.SENT: "check",
    MessageState.FAILED: "alert",
    MessageState.UNCERTAIN: "question",
}

UNSENT = (MessageState.PENDING, MessageState.CLAIMED)
RESENDABLE = (MessageState.FAILED, MessageState.UNCERTAIN)
