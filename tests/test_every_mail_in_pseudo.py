"""A mail of every kind in a language made at test time: whatever is not data was translated."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.utils.html import escape
from icalendar import Calendar

from accounts import mails as account_mails
from notifications import mails
from notifications.operations.render import render_email
from tests.every_mail import CASES, declared
from tests.factories.accounts import AccountEventFactory, UserFactory
from tests.pseudo import OPEN, spoken
from tests.untranslated import data, pattern_of, untranslated

pytestmark = pytest.mark.django_db

_ADDRESS = re.compile(r"https?://\S+")


def _said(subject: str, *texts: str) -> list[str]:
    """Return what a mail says untranslated; addresses are the same in every language."""
    known = pattern_of(data())
    found = []
    for text in (f"<p>{escape(subject)}</p>", *texts):
        found += untranslated(_ADDRESS.sub("", text), known)
    return found


def test_every_kind_of_mail_has_a_case():
    """One that is new is planned in ``tests/every_mail.py`` first."""
    assert {case.kind for case in CASES.values()} == declared()


@pytest.mark.parametrize("name", CASES)
def test_a_mail_is_translated_whole(name):
    case = CASES[name]
    with time_machine.travel(case.now, tick=False):
        staged = case.stage()
        staged.plan()
        message = case.message_to(staged.reader)
        assert message is not None
        message.to_address = message.recipient.email
        with spoken():
            mail = mails.kind_of(message.kind).compose(message)
            assert mail is not None
            email = render_email(message, mail)
            [html] = [each.content for each in email.alternatives if each.mimetype == "text/html"]
            said = _said(email.subject, html, f"<pre>{escape(email.body)}</pre>")

    assert said == []
    assert email.extra_headers["X-Auto-Response-Suppress"] == "All"
    if mail.invitation:
        [entry] = Calendar.from_ical(mail.invitation.octets).walk("VEVENT")
        assert entry["description"].startswith(OPEN)


def test_the_mail_with_a_link_to_set_a_password_is_translated_whole():
    UserFactory(email="sok@npic.example", name="Sok Dara")

    with spoken():
        [email] = account_mails.password_links("sok@npic.example")

    assert _said(email.subject, f"<pre>{escape(email.body)}</pre>") == []


@pytest.mark.django_db
def test_the_mail_about_an_account_is_translated_whole():
    event = AccountEventFactory(user=UserFactory(name="Sok Dara"), network="", agent="curl/8")

    with spoken():
        email = account_mails.notice(event)

    assert _said(email.subject, f"<pre>{escape(email.body)}</pre>") == []
