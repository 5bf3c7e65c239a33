"""What a request for an update says."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import ActionLink
from accounts.operations import links
from notifications.letters import Letter
from notifications.models import Message
from notifications.operations.sending import send_batch
from partnerships import letters
from partnerships.enums import PairingPhase
from partnerships.operations import reminders
from tests.factories.network import (
    CooperationAreaFactory,
    FocalPointFactory,
    HonorificFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DUE = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://network.example"
    with time_machine.travel(NOW, tick=False):
        yield


def asked_for(promise):
    """Return the one message that waits about ``promise``."""
    reminders.plan(now=NOW)
    return Message.objects.about(promise).get()


def an_action(**facts):
    return ActionFactory(
        **{
            "text": "Send the draft teacher training plan",
            "person": PersonFactory(name="Sok Dara", honorific=HonorificFactory(name="Mr")),
            "due_on": DUE,
            "pairing": PairingFactory(title="GZITTC - NPIC"),
            **facts,
        }
    )


def test_a_request_has_one_link_for_each_answer(db):
    action = an_action()

    letter = letters.update_request(asked_for(action))

    link = ActionLink.objects.get()
    token = links.token_of(link)
    url = "https://network.example" + reverse("partnerships:update-by-link", args=[token])
    assert letter == Letter(
        subject="Send the draft teacher training plan, due 30 Nov 2026: how is it going?",
        body=f"""\
Dear Mr Sok Dara,

This is due on 30 Nov 2026:

  Send the draft teacher training plan
  Pairing: GZITTC - NPIC

How is it going? Choose one answer:

  Done:
  {url}?s=done

  Going well:
  {url}?s=going_well

  Late, we need more time:
  {url}?s=late

  Blocked, we need help:
  {url}?s=blocked

The link is for you only and works until 14 Dec 2026. No password is needed.
Nothing is saved before you send the form that opens.

You get this mail because you are named for this action.
TVET Partnership Network
""",
        secrets=(token,),
    )
    assert (link.holder, link.target, link.expires_at) == (
        action.person,
        action,
        datetime(2026, 12, 15, tzinfo=UTC),
    )


def test_a_second_attempt_on_this_day_has_the_same_bytes(db):
    message = asked_for(an_action())
    first = letters.update_request(message)
    message.due_at += timedelta(hours=2)

    assert letters.update_request(message) == first


def test_an_overdue_agreed_area_is_asked_about_in_the_past_tense(db):
    college = OrganizationFactory()
    person = FocalPointFactory(organization=college).person
    commitment = CommitmentFactory(
        text="",
        area=CooperationAreaFactory(name="Teacher training"),
        promised_by=college,
        ends_on=date(2022, 12, 31),
        pairing=PairingFactory(title="GZITTC - NPIC", parties=[college, OrganizationFactory()]),
    )

    letter = letters.update_request(asked_for(commitment))

    assert letter.subject == "Teacher training, due 31 Dec 2022: how is it going?"
    assert letter.body.startswith(
        f"Dear {person.name},\n\nThis was due on 31 Dec 2022:\n\n  Teacher training\n"
    )
    assert "because you answer for one side of this pairing." in letter.body


def test_a_long_text_makes_a_short_subject(db):
    letter = letters.update_request(asked_for(an_action(text="Very\nlong words " * 20)))

    assert len(letter.subject) < 110
    assert "\n" not in letter.subject


@pytest.mark.parametrize(
    "change",
    [
        lambda action: {"state": "done", "closed_on": DUE},
        lambda action: {"due_on": DUE + timedelta(days=30)},
        lambda action: {"person": PersonFactory()},
        lambda action: {"pairing": PairingFactory(phase=PairingPhase.PAUSED, reason="Flood")},
    ],
)
def test_what_was_answered_moved_or_given_to_another_is_not_asked_about(db, change):
    action = an_action()
    message = asked_for(action)
    for name, value in change(action).items():
        setattr(action, name, value)
    action.save()

    assert letters.update_request(message) is None
    assert ActionLink.objects.count() == 0


def test_it_leaves_by_the_outbox_which_does_not_keep_the_token(db, mailoutbox):
    message = asked_for(an_action())

    send_batch(clock=lambda: NOW)

    message.refresh_from_db()
    token = links.token_of(ActionLink.objects.get())
    [mail] = mailoutbox
    assert (mail.body.count(token), message.body.count(token), message.state) == (4, 0, "sent")
    assert len(mail.message().as_bytes()) < 10_000
