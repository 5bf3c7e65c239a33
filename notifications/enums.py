"""The words that messages are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageState(TextChoices):
    """Where a message stands; ``SENDING`` is committed just before the relay is spoken to."""

    PENDING = "pending", _("Waiting")
    BUNDLED = "bundled", _("Goes with others in one mail")
    CLAIMED = "claimed", _("About to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Came back")
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
    MessageState.BOUNCED: "bad",
    MessageState.UNCERTAIN: "warn",
}
_ICONS = {
    MessageState.PENDING: "clock",
    MessageState.BUNDLED: "clock",
    MessageState.SENT: "check",
    MessageState.FAILED: "alert",
    MessageState.BOUNCED: "alert",
    MessageState.UNCERTAIN: "question",
}

UNSENT = (MessageState.PENDING, MessageState.BUNDLED, MessageState.CLAIMED)
HELD = (MessageState.CLAIMED, MessageState.SENDING)
# While a mail is with the mail server, or may have reached it, what it carries is too.
ON_ITS_WAY = (MessageState.SENDING, MessageState.UNCERTAIN)
LEFT = (MessageState.SENT, MessageState.BOUNCED)
RESENDABLE = (MessageState.FAILED, MessageState.BOUNCED, MessageState.UNCERTAIN)


class Urgency(TextChoices):
    """How a message heeds the hours in which its reader wants quiet."""

    CALM = "calm", _("Waits for the morning")
    URGENT = "urgent", _("Waits only while waiting helps")
    AT_ONCE = "at_once", _("Does not wait")


class Choice(TextChoices):
    """How a person wants the mails of one kind."""

    AT_ONCE = "at_once", _("At once")
    WEEKLY = "weekly", _("Once a week, together")
    OFF = "off", _("Not at all")


class InDoubt(TextChoices):
    """What is done with a mail of which nobody knows whether it arrived.

    Source: reliability.md 2.1. ``RECONCILE`` asks the mail server and needs one that can be asked.
    """

    RECONCILE = "reconcile", _("Ask the mail server")
    RESEND = "resend", _("Send it again")
    HOLD = "hold", _("Leave it to a person")
