"""A copy's environment: what an installation must say is asked for before anything starts."""

import pytest

from launcher.problem import Problem
from launcher.product import ask_for_names, product
from launcher.services import Services


def test_an_installation_is_asked_for_its_names(tmp_path, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    monkeypatch.setenv("SITE_URL", "https://network.example.org")
    monkeypatch.delenv("ALLOWED_HOSTS", raising=False)

    copy = product(tmp_path, Services("", ""), 8000)

    with pytest.raises(Problem, match=r"Set ALLOWED_HOSTS\b"):
        ask_for_names(copy)
