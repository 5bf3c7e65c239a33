"""Planning and sending without Celery."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from notifications.models import Message
from notifications.operations import planning
from tests.factories.notifications import MessageFactory


def test_it_sends_what_waits_and_says_what_was_planned(db, mailoutbox, a_question):
    alone, doubtful = MessageFactory(urgency="at_once"), MessageFactory(state="uncertain")
    question = MessageFactory(kind=a_question)
    out = StringIO()

    call_command("reminders", "--once", stdout=out)

    found = {message.pk: message.state for message in Message.objects.all()}
    assert [found[each.pk] for each in (alone, doubtful, question)] == [
        "sent",
        "uncertain",
        "bundled",
    ]
    assert [mail.subject for mail in mailoutbox] == ["About Because of a test"]
    *planned, last = out.getvalue().splitlines()
    assert planned == [f"{name}: 0 planned" for name in sorted(planning._PLANNERS)]
    assert last == "1 messages handled"


def test_it_says_that_it_runs_once(db):
    with pytest.raises(CommandError, match="--once"):
        call_command("reminders")
