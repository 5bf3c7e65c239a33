"""No way in is weaker than the one beside it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.tasks import send_password_links
from tests.factories.accounts import UserFactory

PASSWORD, NEW = "three calm green rivers", "four slow blue clouds"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def person(db):
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def code():
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(SECRET, counter))


@pytest.fixture
def link(client, person, mailoutbox):
    """Return the address in a mail with a link to a new password."""
    client.post(reverse("account_reset_password"), {"email": person.email})
    send_password_links()
    return re.search(r"https?://[^/]+(/\S+)", mailoutbox[0].body)[1]


def test_a_link_to_a_new_password_holds_for_an_hour(client, link):
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert "Choose a new password" in client.get(link, follow=True).text
    with time_machine.travel(timezone.now() + timedelta(minutes=62)):
        assert "This link does not work any more" in client.get(link, follow=True).text


def test_a_link_to_a_new_password_does_not_pass_by_the_second_step(client, person, link):
    totp.TOTP.activate(person, SECRET)
    form = client.get(link).url

    answer = client.post(form, {"password1": NEW, "password2": NEW})

    person.refresh_from_db()
    assert person.check_password(NEW)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_a_code_counts_once(client, person):
    totp.TOTP.activate(person, SECRET)
    with time_machine.travel(timezone.now(), tick=False):
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert is_signed_in(client)
        client.post(reverse("account_logout"))

        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code()})

    assert not is_signed_in(client)


def test_who_signs_in_gets_another_session(client, person):
    client.session["before"] = "the sign-in"
    before = client.session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = "of-somebody-elses-choice"

    sign_in(client, person)

    assert is_signed_in(client)
    assert client.session.session_key not in (None, before, "of-somebody-elses-choice")
    assert len(client.session.session_key) == 32


def test_another_password_needs_the_one_of_now(client, person):
    sign_in(client, person)
    said = {"password1": NEW, "password2": NEW}

    client.post(reverse("account_change_password"), {"oldpassword": "a guess of a thief", **said})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **said})
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_a_password_is_covered_and_left_to_password_managers(client, person):
    fields = re.findall(r"<input[^>]+password[^>]+>", client.get("/account/login/").text)
    sign_in(client, person)
    fields += re.findall(
        r'<input[^>]+type="password"[^>]+>', client.get("/account/password/change/").text
    )

    assert len(fields) == 4
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "onpaste" not in field
