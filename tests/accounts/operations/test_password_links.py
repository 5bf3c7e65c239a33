"""A link to set a password: asked for by anybody, sent to whoever has an account."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend

from accounts.models import LinkRequest
from accounts.operations import password_links
from tests.factories.accounts import LinkRequestFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class RefusingBackend(EmailBackend):
    """A mail server that takes mail for some addresses only."""

    def send_messages(self, messages):
        if any("later" in address for mail in messages for address in mail.to):
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def asked(email, **facts):
    return LinkRequestFactory(email=email, **{"asked_at": NOW} | facts)


def test_what_was_asked_for_waits_under_the_address_as_accounts_have_it():
    password_links.ask(" Sok@NPIC.example ")

    assert LinkRequest.objects.get().email == "sok@npic.example"


def test_who_has_an_account_gets_one_mail_and_nobody_else_does(mailoutbox):
    UserFactory(email="sok@npic.example")
    UserFactory(email="left@npic.example", is_active=False)
    for email in ("sok@npic.example", "left@npic.example", "nobody@npic.example"):
        asked(email)

    assert password_links.send_due(now=NOW) == 1
    assert password_links.send_due(now=NOW) == 0

    assert [mail.to for mail in mailoutbox] == [["sok@npic.example"]]
    assert not LinkRequest.objects.exists()


def test_a_server_that_says_later_is_asked_again_and_holds_up_nobody_else(settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    for name in ("later", "sok"):
        UserFactory(email=f"{name}@npic.example")
        asked(f"{name}@npic.example")

    assert password_links.send_due(now=NOW) == 1

    assert LinkRequest.objects.get().due_at == NOW + MINUTE
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert password_links.send_due(now=NOW) == 0
    assert password_links.send_due(now=NOW + MINUTE) == 1


def test_after_an_hour_nobody_waits_for_it_any_more(mailoutbox):
    UserFactory(email="sok@npic.example")
    asked("sok@npic.example", asked_at=NOW - password_links.KEPT)

    assert password_links.send_due(now=NOW) == 0
    assert mailoutbox == []
    assert not LinkRequest.objects.exists()
