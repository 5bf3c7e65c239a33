"""An official asks on a phone, a focal point answers from the mail, the official reads it."""

import re
from email.utils import parseaddr

from django.core import mail
from django.utils import timezone

from network.models import Person
from notifications.models import Message
from notifications.operations import batches, digests
from partnerships.models import Comment, Pairing
from tests.followup.planning import plan_comments
from tests.journeys.conftest import PHONE, arrived

LINK = re.compile(r"https?://[^/]+(/q/[^\s?]+)")
ASKED, ANSWERED = "When do the teachers go to China?", "In May, ten of them."


def _mailed_about(question):
    """Send what is planned at the hour of its reader; return the path of a link, and to whom."""
    plan_comments(now=timezone.now())
    for message in Message.objects.about(question):
        digests.collect(now=message.due_at)
        batches.send_batch(clock=lambda due_at=message.due_at: due_at)
    [sent, *_others] = [one for one in mail.outbox if LINK.search(one.body)]
    return LINK.search(sent.body)[1], Person.objects.get(recipient__email=parseaddr(sent.to[0])[1])


def test_a_question_is_answered_from_the_mail_without_scripts_too(visitor, site):
    pairing = Pairing.objects.get(source_key="gzittc-npic")
    official = visitor(PHONE)
    official.come_in("official.kh@example.org")

    page = official.open(f"/pairings/{pairing.pk}/")
    page.get_by_role("link", name="Ask or comment").click()
    page.get_by_label("What do you want to ask or say?").fill(ASKED)
    page.get_by_role("button", name="Send").click()
    arrived(page)
    assert ASKED in page.locator("main").inner_text()

    path, person = _mailed_about(Comment.objects.get())
    focal_point = visitor(PHONE, scripts=False)
    page = focal_point.open(path)
    assert ASKED in page.locator("main").inner_text()
    page.get_by_label("Your answer").fill(ANSWERED)
    page.get_by_role("button", name="Send the answer").click()
    arrived(page)
    assert "Thank you" in page.locator("main").inner_text()

    page = official.open(f"/pairings/{pairing.pk}/")
    shown = page.locator("#comments").inner_text()
    assert ANSWERED in shown
    assert person.name in shown
    assert official.errors == focal_point.errors == []
