"""What it costs to put messages into digests: the same for one reader as for many."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.enums import Choice
from notifications.models import Message
from notifications.operations import digests
from tests.factories.notifications import MessageFactory, PreferenceFactory, RecipientFactory

# A Friday afternoon in Bangkok.
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def statements(readers, a_question):
    for _ in range(readers):
        reader = RecipientFactory()
        MessageFactory.create_batch(10, recipient=reader, kind=a_question)
        MessageFactory(recipient=PreferenceFactory(choice=Choice.WEEKLY).recipient)
        MessageFactory(recipient=PreferenceFactory(choice=Choice.OFF).recipient)
    with CaptureQueriesContext(connection) as asked:
        assert digests.collect(now=NOW) == 12 * readers
    return len(asked)


def test_many_readers_cost_as_much_as_one(a_question):
    one = statements(1, a_question)
    many = statements(20, a_question)

    assert many == one
    assert Message.objects.filter(state="in_digest").count() == 21 * 9
