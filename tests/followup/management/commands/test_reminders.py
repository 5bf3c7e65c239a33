"""Planning and sending without Celery."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from notifications.models import Message
from notifications.operations import digests
from tests.factories.accounts import LinkRequestFactory, UserFactory
from tests.factories.notifications import MessageFactory


def test_it_sends_what_waits_and_says_what_was_planned(db, mailoutbox, a_question):
    alone, unconfirmed = MessageFactory(urgency="at_once"), MessageFactory(state="unconfirmed")
    out = StringIO()

    call_command("reminders", "--once", stdout=out)

    found = {message.pk: message.state for message in Message.objects.all()}
    assert [found[each.pk] for each in (alone, unconfirmed)] == ["sent", "unconfirmed"]
    assert [mail.subject for mail in mailoutbox] == ["About Because of a test"]
    *planned, links, last = out.getvalue().splitlines()
    assert planned == [
        "followup: documents.subscription: 0 planned",
        "followup: events.event: 0 planned",
        "followup: network.organization: 0 planned",
        "followup: partnerships.action: 0 planned",
        "followup: partnerships.agreement: 0 planned",
        "followup: partnerships.comment: 0 planned",
        "followup: partnerships.commitment: 0 planned",
        "followup: partnerships.pairing: 0 planned",
        "followup: partnerships.progressupdate: 0 planned",
    ]
    assert (links, last) == ("0 links to set a password", "1 messages handled")


def test_it_sends_the_links_to_set_a_password(db, mailoutbox):
    LinkRequestFactory(email=UserFactory().email)

    call_command("reminders", "--once", stdout=StringIO())

    assert [mail.subject for mail in mailoutbox] == ["Set a new password"]


def test_it_puts_questions_into_their_mail_at_any_hour(db, mailoutbox, a_question):
    question = MessageFactory(kind=a_question)

    call_command("reminders", "--once", stdout=StringIO())

    question.refresh_from_db()
    assert question.digest.kind == digests.KIND
    assert len(mailoutbox) == (1 if question.state == "sent" else 0)


def test_it_says_that_it_runs_once(db):
    with pytest.raises(CommandError, match="--once"):
        call_command("reminders")
