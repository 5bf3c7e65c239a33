"""What browsers are told by an installation, and what it takes from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO

import pytest
from celery import current_app
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

from tests.factories import roles
from tests.factories.accounts import UserFactory

HOST = "network.example.org"
KEY = "a-key-for-this-test-only-long-enough-0123456789-abcdefghij"
SAID = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": HOST,
    "SITE_URL": f"https://{HOST}",
    "DATABASE_URL": "postgres://tvet:password@127.0.0.1:1/tvet",
}
CONCERNED = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "LANGUAGE_COOKIE_")


@pytest.fixture(scope="module")
def said_by_production():
    """Read the settings of an installation in a process of its own: they change ours."""
    ask = (
        "import json; from config.settings import prod; said = vars(prod);"
        f"print(json.dumps({{n: said[n] for n in said if n.startswith({CONCERNED})}}))"
    )
    given = {**os.environ, **SAID}
    said = subprocess.run(
        [sys.executable, "-c", ask], env=given, check=True, capture_output=True, text=True
    )
    return json.loads(said.stdout)


@pytest.fixture
def installation(said_by_production):
    """Answer as an installation does, whatever the tests are set to."""
    with override_settings(**said_by_production, ALLOWED_HOSTS=[HOST]):
        yield {"secure": True, "headers": {"Host": HOST}}


@pytest.fixture
def staff(installation):
    client = Client()
    client.force_login(roles.staff())
    return client


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("path", ["/account/login/", "/", "/nowhere/", "/organizations/", "/sw.js"])
def test_every_answer_tells_browsers_what_to_refuse(path, staff, installation):
    for client in (staff, Client()):
        response = client.get(path, **installation)

        told = response.headers
        assert told["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Referrer-Policy"] == "same-origin"
        assert told["X-Frame-Options"] == "DENY"
        assert told["Cross-Origin-Opener-Policy"] == "same-origin"
        for directive in (
            *("default-src 'self'", "object-src 'none'", "base-uri 'none'"),
            *("frame-ancestors 'none'", "form-action 'self'"),
        ):
            assert directive in told["Content-Security-Policy"], path
        assert "unsafe" not in told["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in told
        assert "Server" not in told


@pytest.mark.usefixtures("db")
def test_every_cookie_is_of_this_host_alone(staff, installation):
    sign_in = {"login": UserFactory().email, "password": "a long password"}
    form = {"name": "Sok", "language": "en", "time_zone": "Asia/Vientiane", "_draft": "profile"}
    set_by = [
        staff.get("/account/profile/", **installation),
        staff.post("/account/profile/", form, **installation),
        staff.post("/language/setlang/", {"language": "en"}, **installation),
        Client().post("/account/login/", sign_in, **installation),
    ]
    cookies = {name: one for response in set_by for name, one in response.cookies.items()}

    readable = {name for name, one in cookies.items() if not one["httponly"]}
    given = {name: one for name, one in cookies.items() if one.value}
    assert set(given) == {
        *("__Host-session", "__Host-csrf", "__Host-messages"),
        *("__Host-language", "__Host-saved-draft"),
    }
    assert readable & set(given) == {"__Host-saved-draft"}
    for name, one in given.items():
        assert (one["secure"], one["samesite"], one["path"], one["domain"]) == (
            *(True, "Lax", "/", ""),
        ), name


@pytest.mark.usefixtures("db")
def test_without_tls_a_visitor_is_led_to_it_and_another_host_is_nobody(installation):
    led = Client().get("/pairings/", headers={"Host": HOST})
    other = Client().get("/account/login/", secure=True, headers={"Host": "evil.example"})
    told = Client().get("/", headers={"Host": HOST, "X-Forwarded-Host": "evil.example"})

    assert (led.status_code, led["Location"]) == (301, f"https://{HOST}/pairings/")
    assert other.status_code == 400
    assert "evil" not in told["Location"]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "HACK"])
def test_a_method_that_no_page_has_does_nothing_and_repeats_nothing(method, staff, installation):
    secret = {"X-Secret": "said-by-the-browser"}
    for path in ("/", "/account/login/", "/organizations/", "/healthz", "/admin/"):
        asked = {**installation, "headers": {**installation["headers"], **secret}}
        response = staff.generic(method, path, **asked)

        assert response.status_code in (302, 403, 405), path
        assert b"said-by-the-browser" not in response.content


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "then", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(then, installation):
    user = UserFactory(password="a-long-word-of-ones-own")
    asked = {"login": user.email, "password": "a-long-word-of-ones-own", "next": then}

    signed_in = Client().post("/account/login/", asked, **installation)
    spoken = Client().post("/language/setlang/", {"language": "en", "next": then}, **installation)

    for response in (signed_in, spoken):
        assert "evil" not in response.get("Location", "")
        assert "script" not in response.get("Location", "")


@pytest.mark.parametrize(
    "word",
    [
        *("1qaz2wsx3edc4rfv", "finalfantasy", "Unbelievable"),
        *("partnership2026", "TVET-Network-2026!", "myskillsnetwork"),
    ],
)
def test_a_password_that_leaked_or_that_everybody_here_would_guess_is_refused(word):
    with pytest.raises(ValidationError):
        _judge(word)


@pytest.mark.parametrize(
    "word",
    [
        *("orange-kettle-window", "8" * 3 + "1047266190", "ខ្ញុំចូលចិត្តទឹកត្នោត"),
        *("network of green elephants", "!?!?+-+-/*/*~~", "x7" * 40),
    ],
)
def test_any_other_long_password_is_taken_whatever_it_is_made_of(word):
    _judge(word)


def _judge(word):
    for validator in get_default_password_validators():
        validator.validate(word, None)


def test_what_a_key_of_before_has_signed_is_believed_and_nothing_else(settings):
    with override_settings(SECRET_KEY="the key of before"):
        signed = signing.dumps("a mail", salt="mails")

    settings.SECRET_KEY_FALLBACKS = ["the key of before"]

    assert signing.loads(signed, salt="mails") == "a mail"
    with pytest.raises(signing.BadSignature):
        signing.loads(signed, salt="another purpose")


def test_tasks_come_as_json_alone():
    assert current_app.conf.accept_content == ["json"]
    assert current_app.conf.task_serializer == "json"


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding : chunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        b"Content-Length: +5",
        b"X: a\r\n folded: b",
        b"X_Forwarded_Proto\x00: https",
    ],
)
def test_a_request_whose_end_can_be_read_in_two_ways_is_refused(head):
    sent = (
        b"POST / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n\r\n0\r\n\r\nGET /other HTTP/1.1\r\n\r\n"
    )
    parser = RequestParser(Config(), BytesIO(sent), ("127.0.0.1", 1))

    with pytest.raises(ParseException):
        next(parser)
