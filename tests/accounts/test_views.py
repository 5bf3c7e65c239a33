"""The profile page and the way out."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import AccountEventKind
from accounts.operations import invitations, links
from tests.factories.accounts import AccountEventFactory, UserFactory
from tests.factories.roles import coordinator, nobody, staff

pytestmark = pytest.mark.django_db
PROFILE = "/account/profile/"
SESSIONS = "/account/sessions/"
LOG = "/account/log/"


def test_a_user_changes_the_own_profile(signed_in):
    user = nobody()
    client = signed_in(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    response = client.post(
        PROFILE, {"name": "Anna Lee", "language": "en", "time_zone": "Asia/Yangon"}
    )

    user.refresh_from_db()
    assert response.url == PROFILE
    assert (user.name, user.time_zone) == ("Anna Lee", "Asia/Yangon")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""


def test_a_language_that_is_not_switched_on_is_refused(signed_in):
    user = nobody()

    response = signed_in(user).post(
        PROFILE, {"name": "Typed", "language": "lo", "time_zone": "Asia/Yangon"}
    )

    user.refresh_from_db()
    assert response.status_code == 422
    assert response.context["form"]["name"].value() == "Typed"
    assert user.time_zone == "Asia/Bangkok"


def test_the_page_leads_to_the_password_and_the_second_step(signed_in):
    page = signed_in(nobody()).get(PROFILE).content.decode()

    assert "/account/password/change/" in page
    assert "/account/2fa/" in page


def test_the_profile_asks_for_a_login(client):
    assert client.get(PROFILE).status_code == 302


def test_signing_out_clears_what_the_browser_kept(signed_in):
    client = signed_in(nobody())

    asked = client.get("/account/logout/")
    left = client.post("/account/logout/")

    assert (asked.status_code, asked.has_header("Clear-Site-Data")) == (200, False)
    assert (left.status_code, left["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert client.get(PROFILE).status_code == 302


def test_who_is_signed_out_already_is_led_away(client):
    assert client.get("/account/logout/").status_code == 302


PASSWORD = "a quiet river in May"


def invited():
    """Return somebody who was invited, and the address of their link."""
    user = UserFactory(password=None)
    link = invitations.issue(user, by=None, now=timezone.now())
    return user, link, reverse("accounts:invitation-accept", args=[links.token_of(link)])


def test_a_link_is_not_used_up_by_being_opened():
    user, link, address = invited()

    for _scanner in range(3):
        page = Client().get(address)
        assert page.status_code == 200
        assert user.email in page.content.decode()
        assert page["Cache-Control"] == "no-store"

    refused = Client().post(address, {"password1": PASSWORD, "password2": "another"})
    assert refused.status_code == 422
    link.refresh_from_db()
    assert link.is_usable(timezone.now())


def test_another_site_signs_nobody_in():
    user, _link, address = invited()
    browser = Client(headers={"Sec-Fetch-Site": "cross-site"})

    answer = browser.post(address, {"password1": PASSWORD, "password2": PASSWORD})

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert answer.url == "/account/login/"
    assert browser.get(PROFILE).status_code == 302


def test_a_link_that_is_over_says_whom_to_ask():
    host = UserFactory(name="Anna Lee", email="anna@example.org")
    user, link, address = invited()
    link.issued_by = host
    link.revoked_at = timezone.now()
    link.save()

    for method in (Client().get, Client().post):
        page = method(address)
        assert page.status_code == 410
        assert "anna@example.org" in page.content.decode()
    host.is_active = False
    host.save()
    assert "Ask the person who invited you" in Client().get(address).content.decode()
    user.set_password(PASSWORD)
    user.save()
    assert "You set a password already." in Client().get(address).content.decode()


def test_a_link_that_is_none_tells_nothing():
    unknown = reverse("accounts:invitation-accept", args=["A" * 43])
    cut = reverse("accounts:invitation-accept", args=["cut"])

    assert (Client().get(unknown).status_code, Client().get(cut).status_code) == (410, 404)


def test_one_sees_where_one_is_signed_in_and_ends_it(signed_in):
    user = nobody()
    desk, phone, tablet, other = (signed_in(each) for each in (user, user, user, nobody()))
    page = desk.get(SESSIONS).content.decode()
    of_phone = user.sessions.get(pk=phone.session.session_key).name
    assert page.count('"tag">This device') == 1
    assert phone.session.session_key not in page

    other.post(SESSIONS, {"end": of_phone})
    assert phone.get(PROFILE).status_code == 200
    desk.post(SESSIONS, {"end": of_phone})
    assert [each.get(PROFILE).status_code for each in (phone, tablet)] == [302, 200]

    desk.post(SESSIONS, {"end": "others"})
    assert [each.get(PROFILE).status_code for each in (desk, tablet, other)] == [200, 302, 200]
    assert user.account_events.get().kind == AccountEventKind.SIGNED_OUT_EVERYWHERE


def test_staff_read_the_log_and_nobody_else_does(signed_in):
    owner = UserFactory(name="Sok Dara")
    AccountEventFactory(user=owner, kind=AccountEventKind.WRONG_PASSWORD, network="203.0.113.7")
    AccountEventFactory(network="198.51.100.9", agent="Chrome Android")
    client = signed_in(staff())

    page = client.get(LOG).content.decode()
    assert "203.0.113.7" in page
    assert "Chrome on Android" in page
    for narrow in ("who=sok", "network=203.0", "kind=wrong_password"):
        page = client.get(f"{LOG}?{narrow}").content.decode()
        assert ("Sok Dara" in page, "198.51.100.9" in page) == (True, False), narrow
    assert [signed_in(each()).get(LOG).status_code for each in (coordinator, nobody)] == [403, 403]
