"""No log holds what opens a page by itself."""

from __future__ import annotations

import logging
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory
from django.urls import reverse
from gunicorn.config import Config

from config.logs import AccessLogger, HideSecrets, Lines, OneLine, without_secrets
from tests.factories.accounts import UserFactory
from tests.walk import OPEN, kwargs_of

SECRET = "MTI:Zm9v_aSecret-Token.x"


def opened_by_a_secret():
    return [name for name in sorted(OPEN) if kwargs_of(name)]


@pytest.mark.parametrize("name", opened_by_a_secret())
@pytest.mark.parametrize("ending", ["", "?s=done&q=Sok+Dara"])
def test_the_address_of_an_open_page_is_told_without_its_secret(name, ending):
    address = reverse(name, kwargs=dict.fromkeys(kwargs_of(name), SECRET))

    for sent in (address, quote(address), address.rstrip("/")):
        told = without_secrets(sent + ending)
        assert "..." in told
        assert "Zm9v" not in told
        assert "?" not in told


def test_the_link_to_a_new_password_and_a_link_cut_off_are_hidden_too():
    assert without_secrets("/account/password/reset/key/2z-cxyz-0123/") == (
        "/account/password/reset/key/...-.../"
    )
    assert without_secrets("/uu/Zm9vYmFyYmF6Zm9vYmFyYmF6/") == "/uu/.../"


def test_other_addresses_are_told_as_they_are():
    assert without_secrets("/pairings/12/?q=Sok") == "/pairings/12/"


@pytest.mark.parametrize(
    "form", ['%(r)s %(U)s %(q)s "%(f)s" %({referer}i)s %({location}o)s', Config().access_log_format]
)
def test_the_access_log_of_the_server_holds_none_whatever_its_form(form):
    config = Config()
    config.set("accesslog", "-")
    config.set("access_log_format", form)
    logger, said = AccessLogger(config), StringIO()
    logger.access_log.handlers = [logging.StreamHandler(said)]
    path = f"/u/{SECRET}/"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": quote(path) + "?s=done",
        "PATH_INFO": path,
        "QUERY_STRING": "s=done",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://network.example.org{path}",
    }
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[("Location", f"{path}thanks/")])
    request = SimpleNamespace(headers=[("REFERER", environ["HTTP_REFERER"])])

    logger.access(answer, request, environ, timedelta(milliseconds=3))

    assert "/u/.../" in said.getvalue()
    assert "Zm9v" not in said.getvalue()
    assert "done" not in said.getvalue()


def test_the_error_log_of_the_server_holds_none():
    logger, said = AccessLogger(Config()), StringIO()
    logger.error_log.handlers = [logging.StreamHandler(said)]

    logger.exception("Error handling request %s", f"/u/{SECRET}/?s=done")  # noqa: LOG004

    assert said.getvalue().startswith("Error handling request /u/.../\n")


def test_what_django_says_of_a_request_holds_none():
    request = RequestFactory().get(f"/u/{SECRET}/")
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Internal Server Error", request.path), "request": request}
    )

    assert HideSecrets().filter(record)
    assert record.getMessage() == "Internal Server Error: /u/.../"


def test_a_file_that_came_in_is_not_for_every_user_of_the_machine():
    name = default_storage.save("of/one/meeting.txt", ContentFile(b"x"))
    mode = Path(default_storage.path(name)).stat().st_mode
    default_storage.delete(name)

    assert mode & 0o007 == 0


def test_what_a_visitor_sends_begins_no_line_of_a_log():
    record = logging.makeLogRecord(
        {"msg": "Not found: %s", "args": ("/a\n2026 INFO\r\x1b[2J\u2028b",)}
    )

    said = Lines("%(message)s").format(record).split("\n")

    assert said == ["Not found: /a", "    2026 INFO\\r\\x1b[2J\\u2028b"]
    assert without_secrets("/a%0a127.0.0.1%20-") == "/a\\n127.0.0.1 -"


@pytest.mark.parametrize(
    ("name", "level", "is_told"),
    [
        ("django.security.DisallowedHost", logging.ERROR, False),
        ("django.request", logging.WARNING, False),
        ("django.request", logging.ERROR, True),
        ("accounts.operations.password_links", logging.WARNING, True),
    ],
)
def test_what_a_visitor_brings_about_at_will_is_one_line(name, level, is_told):
    told = {"name": name, "levelno": level, "exc_info": (ValueError, ValueError("x"), None)}
    record = logging.makeLogRecord(told)

    assert OneLine().filter(record)
    assert (record.exc_info is not None) == is_told


@pytest.mark.usefixtures("db")
def test_a_refusal_is_logged_with_the_number_of_who_was_refused(client, caplog):
    user = UserFactory()
    client.force_login(user)

    with caplog.at_level(logging.WARNING, "django.request"):
        client.get("/pairings/0/")
        client.logout()
        client.get("/nowhere/")

    [said] = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert said == f"Not Found: /pairings/0/ (user {user.pk})"
