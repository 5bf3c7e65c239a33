"""What comes by itself, as the planner and the outbox know it, and what makes it due."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from documents.mails import briefing_of_quarter
from documents.operations import subscriptions
from documents.planners.subscriptions import SUBSCRIPTIONS
from documents.queries.subscriptions import KIND
from followup.declarations import Declared, declare
from notifications import wording
from notifications.mails import Kind, Mail
from notifications.models import Message
from notifications.queries import clock


class Reason(TextChoices):
    """Why somebody gets a message, as the staff reads it in the outbox."""

    ASKED = KIND, _("Asked for a briefing of this country each quarter")


def write(message: Message) -> Mail | None:
    """Issue the briefing when its mail is written, so that it says what is known then."""
    briefing = subscriptions.issue_for(message, now=clock.now())
    return briefing_of_quarter(message, briefing) if briefing else None


BRIEFING = Kind(
    KIND,
    _("Briefing each quarter"),
    write,
    hint=_("In the first days after a quarter. You asked for it on the page of briefings."),
)


def register() -> None:
    """Let the one planner plan it."""
    wording.register(Reason)
    declare(Declared(SUBSCRIPTIONS, timedelta(minutes=30), (BRIEFING,)))
