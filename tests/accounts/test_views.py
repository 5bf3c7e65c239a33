"""The profile page and the way out."""

import pytest
from django.conf import settings

from tests.factories.roles import nobody

pytestmark = pytest.mark.django_db
PROFILE = "/account/profile/"


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
