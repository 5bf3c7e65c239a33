"""The log of sign-ins: what is kept, for how long, and whom it is told."""

import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend

from accounts.enums import AccountEventKind as Kind
from accounts.models import AccountEvent
from accounts.operations import account_events, retention
from accounts.terms import Visit
from tests.factories.accounts import AccountEventFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
DAY = timedelta(days=1)
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1"
OFFICE = Visit("203.0.113.7", CHROME)


class AwayBackend(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, _messages):
        raise smtplib.SMTPServerDisconnected


@pytest.fixture
def owner():
    return UserFactory(email="sok@npic.example", name="Sok Dara", time_zone="Asia/Phnom_Penh")


def came(owner, visit, *, now=NOW):
    return account_events.note(owner, Kind.SIGNED_IN, visit, now=now).due_at is not None


def test_the_first_sign_in_of_all_is_told_to_nobody(owner):
    assert not came(owner, OFFICE)


@pytest.mark.parametrize(
    ("visit", "is_told"),
    [
        (OFFICE, False),
        (Visit("203.0.40.9", CHROME), False),
        (Visit("198.51.100.9", CHROME), True),
        (Visit("203.0.113.7", PHONE), True),
        (Visit("2001:db8::/64", CHROME), True),
    ],
    ids=["the same", "a neighbour", "another network", "another device", "the newer net"],
)
def test_a_new_device_or_network_is_told(owner, visit, is_told):
    came(owner, OFFICE)
    came(UserFactory(), visit)

    assert came(owner, visit, now=NOW + DAY) == is_told
    assert not came(owner, visit, now=NOW + 2 * DAY)


def test_what_was_seen_long_ago_is_new_again(owner):
    came(owner, OFFICE)

    assert came(owner, OFFICE, now=NOW + account_events.KNOWN_FOR)


def test_a_wrong_try_is_kept_and_not_told(owner):
    assert account_events.note(owner, Kind.WRONG_PASSWORD, OFFICE, now=NOW).due_at is None


def test_the_mail_says_when_where_and_what_to_do(owner, mailoutbox):
    came(owner, OFFICE, now=NOW - DAY)
    came(owner, Visit("198.51.100.9", PHONE))

    assert account_events.send_due(now=NOW) == 1
    assert account_events.send_due(now=NOW) == 0

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["sok@npic.example"], "New sign-in to your account")
    for said in (
        "29 Nov 2026, 16:00 Phnom Penh (GMT+7)",
        "Safari on iPhone",
        "198.51.100.9",
        "/account/password/reset/",
        "/account/sessions/",
    ):
        assert said in mail.body


def test_a_server_that_is_away_is_asked_again_for_two_days(owner, settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    account_events.note(owner, Kind.NEW_PASSWORD, OFFICE, now=NOW)
    assert account_events.send_due(now=NOW) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert account_events.send_due(now=NOW) == 0
    assert account_events.send_due(now=NOW + DAY) == 1
    account_events.note(owner, Kind.NEW_PASSWORD, OFFICE, now=NOW)
    assert account_events.send_due(now=NOW + 2 * DAY) == 0


def test_of_another_address_the_one_of_before_is_told_and_who_left_is_not(owner, mailoutbox):
    account_events.note(owner, Kind.NEW_ADDRESS, OFFICE, now=NOW, told_to="old@npic.example")
    account_events.note(UserFactory(is_active=False), Kind.NEW_PASSWORD, OFFICE, now=NOW)

    assert account_events.send_due(now=NOW) == 1
    assert mailoutbox[0].to == ["old@npic.example"]
    assert not AccountEvent.objects.exclude(told_to="", due_at=None).exists()


def test_it_forgets_first_from_where_and_then_everything(owner, settings):
    settings.KEEP_NETWORKS_DAYS, settings.KEEP_SIGN_INS_DAYS = 10, 20
    for days in (5, 15, 25):
        AccountEventFactory(user=owner, at=NOW - days * DAY, agent=CHROME)

    retention.forget(now=NOW)

    kept = AccountEvent.objects.order_by("-at").values_list("network", "agent")
    assert list(kept) == [("203.0.113.7", CHROME), ("", "")]
    assert not came(owner, OFFICE)
