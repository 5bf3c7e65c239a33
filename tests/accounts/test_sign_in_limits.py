"""Who guesses is held up, and nobody else is; whoever owns the mailbox always gets in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import ClassVar

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.tasks import send_password_links
from tests.factories import roles
from tests.factories.accounts import UserFactory

PASSWORD = "three calm green rivers"
WRONG = "wrong"
CLOSED = "Too many wrong tries"
SIGN_IN = "/account/login/"


class CountingHasher(MD5PasswordHasher):
    """A quick hasher that counts how often it was asked to compute."""

    computed: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.computed.append(password)
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


@pytest.fixture
def owner(db):
    user = roles.staff()
    user.set_password(PASSWORD)
    user.save()
    return user


def from_(visitor: str) -> Client:
    """Return a client of a visitor whose address the proxy adds to what the visitor claims."""
    return Client(headers={"X-Forwarded-For": f"198.51.100.99, {visitor}"})


def tried(client: Client, user, password: str = WRONG) -> str:
    """Try to sign in and say how it ended."""
    answer = client.post(SIGN_IN, {"login": user.email, "password": password})
    if answer.status_code == 302:
        return "in"
    return "closed" if CLOSED in answer.content.decode() else "wrong"


def test_five_wrong_tries_close_the_account_for_that_network_alone(owner):
    guesser = from_("203.0.113.7")

    assert [tried(guesser, owner) for _ in range(7)] == ["wrong"] * 5 + ["closed"] * 2
    assert tried(guesser, owner, PASSWORD) == "closed"
    assert tried(from_("192.0.2.5"), owner, PASSWORD) == "in"


def test_one_who_tries_many_accounts_holds_up_the_own_network_alone(owner):
    others = UserFactory.create_batch(10)
    guesser = from_("203.0.113.7")

    ends = [tried(guesser, user) for user in others for _ in range(4)]

    assert ends == ["wrong"] * 30 + ["closed"] * 10
    assert tried(guesser, owner, PASSWORD) == "closed"
    assert tried(from_("192.0.2.5"), owner, PASSWORD) == "in"


def test_the_wait_grows(owner):
    guesser, wrong = from_("203.0.113.7"), []
    begin = timezone.now()

    for minutes in range(0, 6 * 60, 20):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            wrong.append([tried(guesser, owner) for _ in range(6)].count("wrong"))

    assert wrong == [5, 5, 0, 5, 5, 0, 5, 5, 0, *[0] * 9]


def guessed_from_everywhere(owner):
    return [tried(from_(f"203.0.{net}.7"), owner) for net in range(15) for _ in range(4)]


def test_guesses_from_everywhere_are_held_up_too(owner):
    assert guessed_from_everywhere(owner) == ["wrong"] * 50 + ["closed"] * 10


def test_they_do_not_close_where_the_owner_signed_in_lately(owner):
    assert tried(from_("192.0.2.5"), owner, PASSWORD) == "in"

    guessed_from_everywhere(owner)

    assert tried(from_("192.0.2.5"), owner, PASSWORD) == "in"
    assert tried(from_("192.0.2.6"), owner, PASSWORD) == "closed"


def test_the_owner_gets_in_by_mail_whoever_guesses_and_asks_for_mails(owner, mailoutbox):
    guessed_from_everywhere(owner)
    home, reset = from_("192.0.2.6"), reverse("account_reset_password")
    asked = [from_("203.0.113.7").post(reset, {"email": owner.email}) for _ in range(30)]

    assert tried(home, owner, PASSWORD) == "closed"
    assert asked[-1].status_code == 429
    send_password_links()
    assert len(mailoutbox) == 3
    link = re.search(r"https?://[^/]+(/\S+)", mailoutbox[-1].body)[1]
    page = home.get(link, follow=True)
    new = {"password1": "five quiet white boats", "password2": "five quiet white boats"}
    answer = home.post(page.request["PATH_INFO"], new)

    assert answer.url == reverse("dashboards:home")
    assert home.get(answer.url).status_code == 200
    home.post(reverse("accounts:logout"))
    assert tried(home, owner, "five quiet white boats") == "in"


SECRET = "JBSWY3DPEHPK3PXP"


def codes_tried(owner, visitor: str, count: int) -> list[str]:
    """Sign in by the password, try wrong codes and say how each ended."""
    client = from_(visitor)
    tried(client, owner, PASSWORD)
    answers = [client.post(reverse("mfa_authenticate"), {"code": "nope"}) for _ in range(count)]
    return ["closed" if CLOSED in each.content.decode() else "wrong" for each in answers]


def test_wrong_codes_of_the_second_step_are_held_up_for_longer_and_longer(owner):
    TOTP.activate(owner, SECRET)
    begin, wrong = timezone.now(), []

    for minutes in range(0, 6 * 60, 20):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            wrong.append(codes_tried(owner, f"203.0.113.{minutes // 20}", 6).count("wrong"))

    assert wrong == [5, 5, 0, 5, 5, 0, 5, 5, 0, *[0] * 9]


def test_a_right_code_of_somebody_else_forgets_no_guess_of_their_network(owner):
    insider = UserFactory(password=PASSWORD)
    TOTP.activate(insider, SECRET)
    guesser, others = from_("203.0.113.7"), UserFactory.create_batch(14)
    ends = [tried(guesser, user) for user in others[:7] for _ in range(4)]

    own = from_("203.0.113.7")
    assert tried(own, insider, PASSWORD) == "in"
    code = format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))
    assert own.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    ends += [tried(guesser, user) for user in others[7:] for _ in range(4)]

    assert ends == ["wrong"] * 30 + ["closed"] * 26


def test_a_right_password_counts_as_no_try(owner):
    assert [tried(from_("192.0.2.5"), owner, PASSWORD) for _ in range(12)] == ["in"] * 12


def test_a_password_is_computed_once_and_never_for_who_tried_too_often(owner, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    guesser, stranger = from_("203.0.113.7"), UserFactory.build(email="nobody@example.org")
    CountingHasher.computed.clear()

    for user in (owner, stranger):
        for _ in range(5):
            tried(guesser, user)
    assert len(CountingHasher.computed) == 10

    assert tried(guesser, owner, PASSWORD) == tried(guesser, stranger) == "closed"
    assert len(CountingHasher.computed) == 10


def test_a_header_of_the_visitor_is_not_believed(owner, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0

    ends = [tried(Client(headers={"X-Forwarded-For": f"203.0.113.{n}"}), owner) for n in range(6)]

    assert ends == ["wrong"] * 5 + ["closed"]


def test_an_ipv6_subscriber_is_one_visitor(owner):
    ends = [tried(from_(f"2001:db8:1:2::{n}"), owner) for n in range(6)]

    assert ends == ["wrong"] * 5 + ["closed"]
    assert tried(from_("2001:db8:1:3::1"), owner, PASSWORD) == "in"


def test_ipv4_in_the_clothes_of_ipv6_is_not_one_visitor(owner):
    ends = [tried(from_(f"::ffff:203.0.113.{n}"), owner) for n in range(6)]

    assert ends == ["wrong"] * 6


def test_whoever_confirms_their_own_password_is_not_held_up_by_others(owner):
    others = from_("203.0.113.7")
    others.force_login(roles.staff(), backend=settings.AUTHENTICATION_BACKENDS[-1])
    own = from_("192.0.2.5")
    tried(own, owner, PASSWORD)

    for _ in range(10):
        others.post(reverse("account_reauthenticate"), {"password": "wrong"})

    assert own.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def addresses(patterns, prefix="/"):
    """Yield every address that needs no record."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, f"{prefix}{pattern.pattern}")
        elif "<" not in str(pattern.pattern) and "(?P" not in str(pattern.pattern):
            yield f"{prefix}{str(pattern.pattern).replace('^', '').replace('$', '')}"


def test_there_is_one_door_and_a_password_alone_does_not_open_it(owner):
    """The technical administration had one of its own, without limits and second step."""
    owner.is_staff = owner.is_superuser = True
    owner.save()
    TOTP.activate(owner, SECRET)
    assert Authenticator.objects.filter(user=owner).exists()
    known = {"login": owner.email, "email": owner.email, "username": owner.email}

    doors = []
    for address in sorted(set(addresses(get_resolver().url_patterns))):
        client = Client(raise_request_exception=False)
        client.post(address, {**known, "password": PASSWORD, "next": "/admin/"})
        if "_auth_user_id" in client.session or client.get("/admin/").status_code == 200:
            doors.append(address)

    assert doors == []


def test_the_technical_administration_is_entered_by_the_common_door(client, owner):
    owner.is_staff = owner.is_superuser = True
    owner.save()

    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(SIGN_IN)

    entered = client.post(
        answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"],
        {"login": owner.email, "password": PASSWORD},
        follow=True,
    )
    assert entered.request["PATH_INFO"] == "/admin/"
    assert client.get("/admin/password_change/").url == reverse("account_change_password")
    assert client.get("/admin/logout/").url == reverse("accounts:logout")


@pytest.mark.django_db
def test_the_administration_leads_to_no_record_by_its_kind_and_key(client):
    """Of some kinds there is no table, and the view of the library failed."""
    door = settings.AUTHENTICATION_BACKENDS[-1]
    client.force_login(UserFactory(is_staff=True, is_superuser=True), backend=door)

    assert client.get("/admin/r/1/1/").url == reverse("admin:index")
