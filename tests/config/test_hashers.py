"""Passwords: what one costs is bounded, an older hash is upgraded, and a crowd is refused."""

from contextlib import ExitStack

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.urls import reverse

from accounts import adapter
from config.settings import sign_in
from tests.factories.accounts import UserFactory

PASSWORD = "three calm green rivers"


@pytest.fixture
def as_installed(settings):
    settings.PASSWORD_HASHERS = sign_in.PASSWORD_HASHERS


def test_a_password_takes_19_mib_and_no_more(as_installed):
    kept = make_password(PASSWORD)

    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password(PASSWORD, kept)
    assert not check_password("four calm green rivers", kept)


def test_an_older_hash_is_upgraded_at_the_sign_in(client, db, settings, as_installed):
    older = make_password(PASSWORD, hasher="pbkdf2_sha256")
    user = UserFactory()
    type(user).objects.filter(pk=user.pk).update(password=older)

    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    user.refresh_from_db()
    assert identify_hasher(user.password).algorithm == "argon2"
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_when_all_places_are_taken_nobody_waits_and_no_password_is_looked_at(client, db, settings):
    settings.PASSWORD_WAIT = 0.01
    user = UserFactory(password=PASSWORD)
    tried = {"login": user.email, "password": PASSWORD}
    with ExitStack() as others:
        for _turn in range(settings.PASSWORDS_AT_ONCE):
            others.enter_context(adapter.PASSWORDS.taken())
        refused = client.post(reverse("account_login"), tried)

    assert "Many people sign in just now." in refused.content.decode()
    assert not user.account_events.exists()
    assert client.post(reverse("account_login"), tried).status_code == 302
