"""What a reader is told when something went wrong: the truth, and when to come again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from django.test import Client
from django.urls import path
from django.utils import timezone

from config import urls


def asks(request):
    raise {"away": OperationalError, "closed": InterfaceError, "ours": IntegrityError}[
        request.GET["fault"]
    ]


class AsksToo:
    """What stands around every page may be the first to ask the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return asks(request)


urlpatterns = [path("", asks)]
handler500 = urls.handler500


@pytest.fixture
def answer(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []

    def ask(fault):
        return Client(raise_request_exception=False).get("/", {"fault": fault})

    return ask


@pytest.mark.parametrize("fault", ["away", "closed"])
def test_a_database_that_is_away_is_no_fault_and_comes_again(answer, fault):
    response = answer(fault)

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert b"database does not answer now" in response.content
    assert b"fault" not in response.content


def test_it_is_the_same_before_the_page(answer, settings):
    settings.MIDDLEWARE = [f"{__name__}.AsksToo"]

    assert answer("away").status_code == 503


def test_a_fault_of_ours_is_one(answer):
    response = answer("ours")

    assert (response.status_code, "Retry-After" in response) == (500, False)
    assert b"This is our mistake" in response.content


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("security@example.org", "mailto:security@example.org"),
        ("https://example.org/report", "https://example.org/report"),
    ],
)
@pytest.mark.usefixtures("db")
def test_whom_to_tell_of_a_fault_of_security_is_open_to_everybody(said, told, client, settings):
    settings.SECURITY_CONTACT = said

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    facts = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert facts["Contact"] == told
    assert facts["Canonical"].endswith("/.well-known/security.txt")
    left = datetime.fromisoformat(facts["Expires"]) - timezone.now()
    assert timedelta(days=89) < left <= timedelta(days=90)


@pytest.mark.usefixtures("db")
def test_an_installation_that_names_nobody_has_no_contact(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404
