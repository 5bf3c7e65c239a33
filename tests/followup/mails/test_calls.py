"""What the staff reads when somebody needs help."""

from datetime import UTC, datetime

import pytest

from followup.mails.calls import call_for_help
from notifications.models import Message
from tests.factories import roles
from tests.factories.network import PersonFactory
from tests.factories.partnerships import ActionFactory, PairingFactory, ProgressUpdateFactory
from tests.followup.planning import plan_calls

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def call():
    PersonFactory(name="Somchai Rattana", user=roles.staff())
    pairing = PairingFactory(title="GZITTC - NPIC")
    return ProgressUpdateFactory(
        pairing=pairing,
        action=ActionFactory(pairing=pairing, text="Send the teacher training plan"),
        author=PersonFactory(name="Sok Dara", recipient__email="dara@example.org"),
        submitted_by=None,
        answer="blocked",
        text="The server is broken.",
        submitted_at=NOW,
    )


def notice():
    plan_calls(now=NOW)
    return Message.objects.get()


def test_it_says_who_is_blocked_with_what_and_answers_go_to_them(call):
    mail = call_for_help(notice())

    [section] = mail.sections
    facts = dict(section.facts)
    assert mail.subject == "Blocked, needs help: Send the teacher training plan"
    assert section.title == "Send the teacher training plan"
    assert (facts["Pairing"], facts["Who"], facts["What happened"], facts["Since"]) == (
        "GZITTC - NPIC",
        "Sok Dara",
        "The server is broken.",
        "23 Nov 2026",
    )
    assert mail.reply_to == "dara@example.org"
    assert section.links[0].url.endswith(call.get_absolute_url())


def test_of_the_pairing_as_a_whole_and_of_who_is_signed_in(call):
    call.action, call.author, call.submitted_by = None, None, roles.coordinator()
    call.save()

    mail = call_for_help(notice())

    assert mail.subject == "Blocked, needs help: GZITTC - NPIC"
    assert mail.reply_to == ""


def test_nothing_is_said_of_what_is_resolved(call):
    message = notice()
    call.action.state, call.action.closed_on = "done", NOW.date()
    call.action.save()

    assert call_for_help(message) is None


def test_nothing_is_said_to_who_cannot_help_any_more(call):
    message = notice()
    message.recipient.person.user.memberships.all().delete()

    assert call_for_help(message) is None
