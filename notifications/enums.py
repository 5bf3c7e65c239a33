"""The words that messages are made of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.enums import ShownState


class MessageState(ShownState):
    """Where a message stands; ``SENDING`` is committed just before the mail server is spoken to."""

    PENDING = "pending", "quiet", "clock", _("Waiting")
    IN_DIGEST = "in_digest", "quiet", "clock", _("Goes with others in one mail")
    CLAIMED = "claimed", _("About to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", "good", "check", _("Sent")
    BOUNCED = "bounced", "bad", "alert", _("Came back")
    UNCONFIRMED = "unconfirmed", "warn", "question", _("Unclear whether it arrived")
    FAILED = "failed", "bad", "alert", _("Could not be sent")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Too late to be useful")


UNSENT = (MessageState.PENDING, MessageState.IN_DIGEST, MessageState.CLAIMED)
HELD = (MessageState.CLAIMED, MessageState.SENDING)
# While a digest is with the mail server, or may have reached it, its items are too.
ON_ITS_WAY = (MessageState.SENDING, MessageState.UNCONFIRMED)
LEFT = (MessageState.SENT, MessageState.BOUNCED)
RESENDABLE = (MessageState.FAILED, MessageState.BOUNCED, MessageState.UNCONFIRMED)


class Reason(TextChoices):
    """Why a message is sent; each app adds its own to ``wording``."""

    DUE_TOGETHER = "notifications.due_together", _("Several messages are due together")
    # Of versions that wrote sentences.
    AS_WRITTEN = "as_written", "%(words)s"


class ErrorCode(TextChoices):
    """What was noted of a message that did not go, and its sentence."""

    MAIL_SERVER = "mail_server", "%(words)s"
    NOT_WRITTEN = "not_written", "%(words)s"
    DELAYED = "delayed", _("The mail server has a problem and tries again: %(words)s")
    NO_REASON = "no_reason", _("The mail server gave no reason.")
    SENDER_ENDED = (
        "sender_ended",
        _("The sending program stopped while it talked to the mail server."),
    )
    TOOK_TOO_LONG = "took_too_long", _("It took too long. Another program may have sent it.")
    NO_ADDRESS = "no_address", _("We have no e-mail address for %(name)s.")
    REFUSED_BEFORE = "refused_before", _("The mail server refused this address before: %(words)s")
    NOT_WANTED = "not_wanted", _("The reader does not want these mails.")
    NOTHING_TO_SAY = "nothing_to_say", _("There was nothing more to say.")
    FACTS_CHANGED = "facts_changed", _("The facts changed before we sent it.")
    CANCELLED_BY = "cancelled_by", _("Cancelled by %(name)s.")
    # Of versions that wrote sentences.
    AS_WRITTEN = "as_written", "%(words)s"


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


class UnconfirmedPolicy(TextChoices):
    """What is done with a mail of which nobody knows whether it arrived.

    Source: reliability.md 2.1. ``RECONCILE`` asks the mail server and needs one that can be asked.
    """

    RECONCILE = "reconcile", _("Ask the mail server")
    RESEND = "resend", _("Send it again")
    HOLD = "hold", _("Leave it to a person")
