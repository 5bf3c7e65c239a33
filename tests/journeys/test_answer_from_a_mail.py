"""A focal point answers from the link in a mail; the status of the pairing changes."""

import re
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import ActionLink
from network.models import Organization, Person
from notifications.models import Message
from notifications.operations import batches, digests
from notifications.wording import reason_of
from partnerships.models import Pairing, ProgressUpdate
from partnerships.operations import actions
from partnerships.terms.actions import ActionTerms
from tests.followup.planning import plan_requests
from tests.journeys.conftest import PHONE, arrived, weight

LINK = re.compile(r"https?://[^/]+(/u/[^\s?]+)")


@pytest.fixture
def npic_pairing(site):
    return Pairing.objects.get(source_key="gzittc-npic")


@pytest.fixture
def asked(npic_pairing):
    """The path of the link that the mail about an overdue action holds."""
    now = timezone.now()
    action = actions.plan(
        npic_pairing,
        ActionTerms(
            text="Send the draft training plan",
            organization=Organization.objects.get(acronym="NPIC"),
            due_on=now.date() - timedelta(days=20),
        ),
        by=None,
    )
    plan_requests(now=now)
    # At night and on a weekend the question waits for the reader's next morning.
    [question] = Message.objects.about(action)
    digests.collect(now=question.due_at)
    batches.send_batch(clock=lambda: question.due_at)
    [sent] = [one for one in mail.outbox if "draft training plan" in one.body]
    return action, LINK.search(sent.body.partition("draft training plan")[2]).group(1), sent


def _status(pairing):
    return Pairing.objects.with_status(timezone.localdate()).get(pk=pairing.pk).status


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_status_changes_by_one_answer(visitor, npic_pairing, asked, scripts):
    action, path, sent = asked
    person = Person.objects.get(recipient__email=parseaddr(sent.to[0])[1])
    assert _status(npic_pairing) == "overdue"
    focal_point = visitor(PHONE, scripts=scripts)

    page = focal_point.open(f"{path}?s=done")
    assert ProgressUpdate.objects.count() == 0, "reading the page must change nothing"
    assert page.get_by_label("Done").is_checked()
    assert "Send the draft training plan" in page.locator("main").inner_text()
    page.get_by_role("button", name="Send update").click()
    arrived(page)

    assert "Thank you" in page.locator("main").inner_text()
    update = ProgressUpdate.objects.get()
    assert (update.answer, update.action, update.author) == ("done", action, person)
    assert _status(npic_pairing) == "on_track"
    assert focal_point.context.cookies() == [] or not any(
        cookie["name"] == "sessionid" for cookie in focal_point.context.cookies()
    )
    assert focal_point.errors == []


def test_staff_see_the_answer_and_verify_it(visitor, npic_pairing, asked):
    _action, path, _sent = asked
    focal_point = visitor(PHONE)
    page = focal_point.open(f"{path}?s=going_well")
    page.get_by_role("button", name="Send update").click()
    arrived(page)
    page.get_by_text("Thank you").wait_for()

    staff = visitor()
    staff.sign_in("staff@example.org")
    staff.open(f"/updates/{ProgressUpdate.objects.get().pk}/")
    staff.page.get_by_role("button", name="Verify").click()

    assert ProgressUpdate.objects.get().verified_by.email == "staff@example.org"


def test_the_page_of_the_link_is_light(visitor, asked):
    _action, path, _sent = asked
    phone = visitor(PHONE)

    # Six of it come when the page stands there already, to keep it on the phone.
    assert weight(phone.page, f"{phone.base}{path}") < 23_000


def test_the_outbox_shows_what_was_sent_and_why(visitor, asked):
    _action, _path, sent = asked
    staff = visitor()
    staff.sign_in("staff@example.org")

    page = staff.open("/outbox/went/")

    message = Message.objects.get(subject=sent.subject)
    assert message.recipient.name in page.locator("main").inner_text()
    detail = staff.open(f"/outbox/{message.pk}/").locator("main").inner_text()
    assert sent.subject in detail
    assert reason_of(message) in detail
    assert message.to_address in detail


def test_a_link_that_is_too_old_offers_a_new_one(visitor, asked):
    _action, path, _sent = asked
    ActionLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    phone = visitor(PHONE, scripts=False)

    page = phone.open(path)
    assert "too old" in page.locator("main").inner_text()
    before = Message.objects.count()
    page.get_by_role("button", name="Send me a new link").click()

    assert Message.objects.count() == before + 1
