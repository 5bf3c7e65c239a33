"""An installation does not start with a key that everybody may know, nor with an open door."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.settings.refusals import kept_secret

PRODUCTION = {
    "ALLOWED_HOSTS": "network.example.org",
    "SITE_URL": "https://network.example.org",
    "DATABASE_URL": "postgres://tvet:password@127.0.0.1:1/tvet",
}


def start(settings: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as a server does, in a process of its own."""
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, **environment}
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.SITE_URL)"]
    return subprocess.run(command, env=given, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("key", ["", "change-me", "local-mode-only-not-a-secret", "x" * 99])
def test_a_sample_a_word_or_a_short_key_is_refused(key):
    with pytest.raises(ImproperlyConfigured, match="at least 40 characters"):
        kept_secret(key)


def test_a_random_key_is_taken():
    key = secrets.token_urlsafe(36)

    assert kept_secret(key) == key


def test_production_refuses_the_key_of_the_sample_with_a_sentence():
    ended = start("config.settings.prod", SECRET_KEY="change-me", **PRODUCTION)

    assert ended.returncode != 0
    assert "SECRET_KEY is missing, a sample, or too short." in ended.stderr


def test_production_starts_with_a_random_key():
    ended = start("config.settings.prod", SECRET_KEY=secrets.token_urlsafe(48), **PRODUCTION)

    assert (ended.returncode, ended.stdout) == (0, "https://network.example.org\n"), ended.stderr


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SITE_URL": "http://network.example.org"}, "SITE_URL must begin with https://"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
        ({"DEBUG": "true"}, "DEBUG shows settings and code"),
    ],
)
def test_production_refuses_an_open_door_and_says_the_way_out(given, told):
    known = {**PRODUCTION, "SECRET_KEY": secrets.token_urlsafe(48), **given}

    ended = start("config.settings.prod", **known)

    assert ended.returncode != 0
    assert told in ended.stderr


def test_an_installation_that_forgot_to_name_its_settings_refuses_as_well():
    without_key = {"SECRET_KEY": "local-mode-only-not-a-secret"}

    assert start("config.settings.local", **without_key, ALLOWED_HOSTS="").returncode == 0
    assert start("config.settings.local", **without_key, ALLOWED_HOSTS="a.org").returncode != 0


def test_the_change_log_begins_with_the_release():
    told = (settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.findall(r"^## ([\d.]+)$", told, re.MULTILINE)[0] == settings.RELEASE
