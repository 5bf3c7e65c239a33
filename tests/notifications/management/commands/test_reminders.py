"""Planning and sending without Celery."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from notifications.enums import Urgency
from notifications.models import Message
from notifications.queries import clock
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import PersonFactory
from tests.factories.notifications import MessageFactory


def test_it_plans_what_is_due_and_sends_what_waits(db, mailoutbox):
    soon = clock.now() + timedelta(minutes=30)
    event = EventFactory(confirmed=True, day=soon.date(), starts_at=soon)
    ParticipationFactory(event=event, person=PersonFactory(), name="")
    MessageFactory(urgency=Urgency.AT_ONCE)
    out = StringIO()

    call_command("reminders", "--once", stdout=out)

    assert len(mailoutbox) == 2
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert out.getvalue() == "events: 1 planned\npartnerships: 0 planned\n2 messages handled\n"


def test_it_says_that_it_runs_once(db):
    with pytest.raises(CommandError, match="--once"):
        call_command("reminders")
