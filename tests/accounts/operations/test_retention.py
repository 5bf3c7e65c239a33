"""What is old enough goes, in batches; what is younger or still needed stays."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import ActionLink
from accounts.operations import retention
from core.models import Submission
from network.models import ContactView
from notifications.enums import MessageState
from notifications.models import Message
from tests.factories.accounts import ActionLinkFactory
from tests.factories.core import SubmissionFactory
from tests.factories.network import ContactViewFactory, PersonFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def _ago(days, *, hours=1):
    return NOW - timedelta(days=days, hours=hours)


def _of(counts):
    return {each.model: count for (each, _until), count in counts.items() if count}


def _mail(days, state=MessageState.SENT):
    """Return the key of a mail that was due so many days ago."""
    mail = MessageFactory(
        about=PersonFactory(), subject="News", to_address="a@example.org", body="Hi"
    )
    moment = _ago(days)
    sent = moment if state == MessageState.SENT else None
    Message.objects.filter(pk=mail.pk).update(
        due_at=moment, state=state, sent_at=sent, error_facts={"words": "a@example.org"}
    )
    return mail.pk


def test_what_is_old_goes_and_what_is_young_stays():
    of = {"holder": PersonFactory(), "target": PersonFactory()}
    links = [ActionLinkFactory(expires_at=_ago(days), **of) for days in (179, 181)]
    pages = SubmissionFactory.create_batch(2)
    Submission.objects.filter(pk=pages[0].pk).update(sent_at=_ago(15))
    looks = [ContactViewFactory(day=_ago(days).date()) for days in (364, 367)]

    due = _of(retention.count_due(now=NOW))
    gone = _of(retention.forget(now=NOW))

    assert due == gone == {ActionLink: 1, Submission: 1, ContactView: 1}
    assert ActionLink.objects.get() == links[0]
    assert Submission.objects.get() == pages[1]
    assert ContactView.objects.get() == looks[0]
    assert _of(retention.forget(now=NOW)) == {}


def test_of_a_mail_the_text_and_the_address_go_and_the_rest_stays():
    old, young, waiting = _mail(91), _mail(89), _mail(91, MessageState.PENDING)

    assert _of(retention.forget(now=NOW)) == {Message: 1}

    texts = dict(Message.objects.values_list("pk", "body"))
    assert texts == {old: "", young: "Hi", waiting: "Hi"}
    mail = Message.objects.get(pk=old)
    assert (mail.to_address, mail.error_facts, mail.subject) == ("", {}, "News")


def test_it_goes_in_batches_and_a_setting_says_when(monkeypatch, settings):
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    settings.KEEP_SUBMISSIONS_DAYS = 3
    SubmissionFactory.create_batch(5)
    Submission.objects.update(sent_at=_ago(4))

    assert _of(retention.forget(now=NOW)) == {Submission: 5}
    assert not Submission.objects.exists()


def test_every_setting_is_told_to_those_who_run_it():
    page = (settings.BASE_DIR / "docs" / "operations.md").read_text()
    named = [name for name in dir(settings) if name.startswith("KEEP_")]

    assert [name for name in named if f"`{name}`" not in page] == []
