"""Mails that carry others, and the days on which they go, for their tests."""

from datetime import UTC, datetime

from notifications.models import Message
from tests.factories.notifications import PreferenceFactory

# A Wednesday afternoon in Bangkok, 15:00; the next Monday is the 30th.
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 30, 1, tzinfo=UTC)


def chosen(choice):
    return PreferenceFactory(choice=choice).recipient


def cover_of(message):
    """Return the mail in which ``message`` goes."""
    return Message.objects.get(pk=message.pk).digest


def now_is(message):
    return Message.objects.get(pk=message.pk)
