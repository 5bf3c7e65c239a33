"""What a pairing is asked that nobody has heard of for long."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from accounts.models import ActionLink
from accounts.operations import links
from followup.mails.inactive_pairings import inactive_pairing
from followup.queries import update_requests
from notifications.models import Message
from tests.factories.network import FocalPointFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory
from tests.followup.planning import plan_pairings

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


def a_question(**facts):
    sides = [OrganizationFactory(name="Guangzhou Institute"), OrganizationFactory(name="NPIC")]
    pairing = PairingFactory(title="GZITTC - NPIC", parties=sides, **facts)
    FocalPointFactory(organization=sides[1], person__name="Sok Dara")
    plan_pairings(now=NOW)
    return pairing, Message.objects.get()


def test_it_asks_how_the_cooperation_goes_with_four_links(mail_of):
    pairing, message = a_question(last_met_on=date(2026, 7, 1))

    mail = mail_of(message)

    link = ActionLink.objects.get()
    address = mail.body.partition("Done:\n  ")[2].partition("?s=")[0]
    assert link.target == pairing
    path = reverse("followup:update-by-link", args=[links.token_of(link)])
    assert address == f"https://network.example{path}"
    assert mail.subject == "GZITTC - NPIC: how is the cooperation going?"
    assert (
        mail.body.replace(address, "ADDRESS").partition("Choose which mails")[0]
        == """\
Dear Sok Dara,

We have had no news of this pairing for a long time:

  GZITTC - NPIC
  Sides: Guangzhou Institute, NPIC
  Last news: 1 Jul 2026 (5 months ago)

How is the cooperation going? Choose one answer:

  Done:
  ADDRESS?s=done

  Going well:
  ADDRESS?s=going_well

  Late, we need more time:
  ADDRESS?s=late

  Blocked, we need help:
  ADDRESS?s=blocked

This link is only for you. It works until 14 Dec 2026. You need no password. \
The link opens a form. Your answer counts when you send the form.

You get this mail because you are a focal point of this pairing.
"""
    )
    assert len(mail.message().as_bytes()) < 10_000


def test_without_any_news_it_does_not_invent_some(mail_of):
    _, message = a_question(started_on=date(2026, 1, 1))

    assert "Last news" not in mail_of(message).body


def test_news_of_today_are_not_old(mail_of):
    pairing, message = a_question(last_met_on=date(2026, 7, 1))
    Message.objects.update(key=f"{message.key}{update_requests.AGAIN}2026-11-23")
    ProgressUpdateFactory(pairing=pairing, submitted_at=NOW)
    message.refresh_from_db()

    assert "Last news: 23 Nov 2026\n" in mail_of(message).body


def test_after_an_answer_nobody_is_asked():
    pairing, message = a_question(last_met_on=date(2026, 7, 1))
    ProgressUpdateFactory(pairing=pairing, submitted_at=NOW)

    assert inactive_pairing(message) is None


def test_who_does_not_answer_for_it_any_more_is_not_asked():
    pairing, message = a_question(last_met_on=date(2026, 7, 1))
    pairing.parties.last().organization.focal_points.update(ends_on=NOW.date())

    assert inactive_pairing(message) is None
    assert not ActionLink.objects.exists()


def test_long_names_in_any_script_make_a_small_mail(mail_of):
    sides = [OrganizationFactory(name="ល" * 200) for _ in range(4)]
    FocalPointFactory(organization=sides[0])
    PairingFactory(title="ល" * 300, parties=sides, last_met_on=date(2026, 7, 1))
    plan_pairings(now=NOW)

    mail = mail_of(Message.objects.get())

    assert " and 3 more" in mail.body
    assert len(mail.message().as_bytes()) < 10_000


def test_mails_of_a_pairing_make_one_thread():
    pairing, message = a_question(last_met_on=date(2026, 7, 1))

    mail = inactive_pairing(message)

    assert (mail.thread, mail.secrets) == (
        f"pairing:{pairing.pk}",
        (links.token_of(ActionLink.objects.get()),),
    )
