"""Who must have a second step gets one first; sessions end that rested too long or are old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Session
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db

PROFILE, STEPS = "/account/profile/", "/account/2fa/"
HOUR = timedelta(hours=1)
BEGIN = datetime(2026, 11, 29, 20, tzinfo=UTC)


def superuser():
    return UserFactory(is_superuser=True)


def administrator():
    return UserFactory(is_staff=True)


def focal_point():
    return roles.focal_point(OrganizationFactory())


@pytest.fixture
def required(settings):
    settings.REQUIRE_TWO_STEP = True


@pytest.mark.parametrize("role", [roles.staff, roles.coordinator, superuser, administrator])
def test_who_sees_much_sets_up_a_second_step_first(role, signed_in, required):
    client = signed_in(role())

    for page in (PROFILE, "/", "/admin/", "/workshops/log/"):
        assert client.get(page).headers.get("Location") == STEPS
    assert client.post(PROFILE, {"name": "Another"}).headers["Location"] == STEPS
    told = client.get(STEPS)
    assert (told.status_code, "Set up a second step first" in told.content.decode()) == (200, True)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(
        reverse("account_reauthenticate")
    )
    assert client.get(reverse("account_reauthenticate")).status_code == 200
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 302
    assert client.post(reverse("accounts:logout")).headers["Location"] != STEPS


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_with_the_app_or_a_passkey_all_opens_and_recovery_codes_are_none(kind, signed_in, required):
    user = roles.staff()
    client = signed_in(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert client.get(PROFILE).status_code == 302

    Authenticator.objects.create(user=user, type=kind, data={})

    assert client.get(PROFILE).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PROFILE).status_code == 200
    assert not any(Authenticator._meta.db_table in each["sql"] for each in asked)


def test_others_and_links_need_none(signed_in, required):
    assert signed_in(focal_point()).get(PROFILE).status_code == 200
    assert signed_in(roles.official()).get(PROFILE).status_code == 200
    assert signed_in(roles.staff()).get(reverse("notifications:health")).status_code != 302


def test_who_gets_the_role_meanwhile_needs_one_at_once(signed_in, required):
    user = roles.official()
    client = signed_in(user)
    assert client.get(PROFILE).status_code == 200

    user.is_superuser = True
    user.save()

    assert client.get(PROFILE).headers.get("Location") == STEPS


def test_who_removes_the_last_second_step_is_asked_for_one_again(client, required):
    user = roles.staff()
    user.set_password("three calm green rivers")
    user.save()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.post(reverse("account_reauthenticate"), {"password": "three calm green rivers"})
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert client.get(PROFILE).status_code == 200

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(PROFILE).headers.get("Location") == STEPS


@pytest.fixture
def limited(settings):
    settings.SESSION_LIMITS = {
        "all": {"idle": 30 * HOUR, "longest": 90 * HOUR},
        "strict": {"idle": 4 * HOUR, "longest": 10 * HOUR},
    }


@pytest.mark.parametrize(
    ("role", "visits", "is_in"),
    [
        (roles.staff, [3, 6, 9], True),
        (roles.staff, [5], False),
        (roles.staff, [3, 6, 9, 11], False),
        (focal_point, [5, 34, 60, 89], True),
        (focal_point, [31], False),
        (focal_point, [25, 50, 75, 91], False),
    ],
)
def test_a_session_ends_that_rested_too_long_or_is_old(role, visits, is_in, signed_in, limited):
    with time_machine.travel(BEGIN, tick=False) as clock:
        client = signed_in(role())
        for hours in visits:
            clock.move_to(BEGIN + hours * HOUR)
            answer = client.get(PROFILE)

    assert (answer.status_code == 200) == is_in


def test_what_was_typed_when_a_session_ends_is_kept(signed_in, limited):
    with time_machine.travel(BEGIN, tick=False) as clock:
        client = signed_in(roles.staff())
        clock.move_to(BEGIN + 5 * HOUR)
        headers = {"Sec-Fetch-Site": "same-origin"}
        answer = client.post(PROFILE, {"name": "Typed for an hour"}, headers=headers)

    assert "Typed for an hour" in answer.content.decode()


def test_that_a_session_is_used_is_noted_each_few_minutes_only(signed_in):
    noted = []
    with time_machine.travel(BEGIN, tick=False) as clock:
        client = signed_in(roles.staff())
        for minutes in (1, 4, 6, 7, 12):
            clock.move_to(BEGIN + timedelta(minutes=minutes))
            client.get(PROFILE)
            noted.append((Session.objects.get().seen_at - BEGIN) / timedelta(minutes=1))

    assert noted == [0, 0, 6, 6, 12]
