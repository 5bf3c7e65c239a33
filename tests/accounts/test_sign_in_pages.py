"""The pages of django-allauth in our words: every one opens, and says what went wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import timezone

from accounts.adapter import InvitedOnlyAdapter, SecondStepAdapter
from accounts.enums import AccountEventKind as Kind
from accounts.tasks import send_password_links
from tests.factories import roles

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

PASSWORD = "three calm green rivers"


@pytest.fixture
def person(db) -> User:
    user = roles.staff()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def confirmed(client, person) -> Client:
    """Signed in, and the password was asked for again."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def opened(client: Client, name: str) -> str:
    response = client.get(reverse(name))
    page = response.content.decode()
    assert (name, response.status_code, page.count("<h1")) == (name, 200, 1)
    return page


def switch_on_second_step(client: Client) -> None:
    page = opened(client, "mfa_activate_totp")
    secret = re.search(r'value="([A-Z2-7]{16,})"', page)[1]
    # The app shows another code every thirty seconds.
    with time_machine.travel(timezone.now(), tick=False):
        counter = next(totp.yield_hotp_counters_from_time())
        code = totp.format_hotp_value(totp.hotp_value(secret, counter))
        client.post(reverse("mfa_activate_totp"), {"code": code})


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"],
)
def test_a_visitor_can_open(client, db, name):
    opened(client, name)


def test_an_empty_sign_in_names_the_questions(client, db):
    response = client.post(reverse("account_login"), {})

    page = response.content.decode()
    assert "There is a problem" in page
    assert '<a href="#id_login">Enter your e-mail address.</a>' in page
    assert "Error:" in page[: page.index("</title>")]


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_change_password",
        "account_email",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)
def test_a_person_can_open(confirmed, name):
    opened(confirmed, name)


def test_whoever_looked_at_their_addresses_may_switch_on_a_second_step(confirmed):
    opened(confirmed, "account_email")

    assert "Which code does the app show?" in opened(confirmed, "mfa_activate_totp")


def test_with_a_second_step_come_recovery_codes(confirmed):
    switch_on_second_step(confirmed)

    pages = [
        opened(confirmed, name)
        for name in [
            "mfa_index",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_deactivate_totp",
        ]
    ]

    assert "Switched on" in pages[0]
    assert len(re.findall(r"<li>[0-9a-f]{8}</li>", pages[1])) == 10


def test_a_wrong_code_is_refused_in_the_summary(confirmed):
    response = confirmed.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "There is a problem" in response.content.decode()


def test_a_wrong_password_is_refused_in_our_words(client, person):
    wrong = {"login": person.email, "password": "four calm green rivers"}

    page = client.post(reverse("account_login"), wrong).content.decode()

    assert "The e-mail address or the password is wrong. Check both." in page


@pytest.mark.parametrize("adapter", [InvitedOnlyAdapter, SecondStepAdapter])
def test_our_words_stand_where_the_library_looks_for_them(adapter):
    [library] = adapter.__bases__

    assert adapter.error_messages.keys() == library.error_messages.keys()


def test_the_second_step_is_asked_for_after_the_password(client, confirmed, person):
    switch_on_second_step(confirmed)
    confirmed.post(reverse("account_logout"))

    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert answer.url == reverse("mfa_authenticate")
    opened(client, "mfa_authenticate")


def test_what_happens_to_an_account_is_kept(
    client, confirmed, person, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        switch_on_second_step(confirmed)
    confirmed.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": "nope"})

    kinds = person.account_events.order_by("pk").values_list("kind", flat=True)

    assert list(kinds) == [
        Kind.SIGNED_IN,
        Kind.SECOND_STEP_ON,
        Kind.SIGNED_OUT,
        Kind.WRONG_PASSWORD,
        Kind.WRONG_CODE,
    ]


def test_a_forgotten_password_is_set_anew_through_a_link(client, person, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": person.email})
    send_password_links()
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)[1]

    page = client.get(link, follow=True).content.decode()

    assert "Choose a new password" in page


def test_a_link_that_was_used_offers_a_new_one(client, db):
    page = client.get("/account/password/reset/key/x-y/").content.decode()

    assert "This link does not work any more" in page
    assert reverse("account_reset_password") in page
