"""The first account of an empty installation."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from network.models import scope_of

pytestmark = pytest.mark.django_db


def asked(**options):
    said = StringIO()
    call_command("add_first_account", stdout=said, **options)
    return said.getvalue()


def test_it_prints_a_link_that_sets_the_password_and_what_comes_next(settings):
    settings.SITE_URL = "https://network.example.org"

    said = asked(email="anna@example.org", name="Anna Lee")

    [path] = re.findall(r"https://network\.example\.org(/\S+)", said)
    password = "a quiet river in May"
    Client().post(path, {"password1": password, "password2": password})
    user = User.objects.get(email="anna@example.org")
    assert scope_of(user).is_staff
    assert user.check_password(password)
    assert "invite your colleagues" in said
    with pytest.raises(CommandError, match="Anna Lee can invite people"):
        asked(email="other@example.org", name="Other")


def test_it_asks_for_what_is_not_said(monkeypatch):
    answers = iter(["anna@example.org", "Anna Lee"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))

    assert "anna@example.org" in asked()


def test_an_address_that_is_none_is_refused():
    with pytest.raises(CommandError):
        asked(email="anna", name="Anna Lee")

    assert not User.objects.exists()
