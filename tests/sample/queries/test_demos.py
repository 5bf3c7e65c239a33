"""No installation that others reach opens with a password of the documentation."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from accounts.models import User
from sample.apps import OPEN, no_demo_opens
from sample.queries.demos import open_demos
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def elsewhere(settings):
    call_command("create_demo_accounts", verbosity=0)
    settings.LOCAL_MODE = False


def test_a_demo_log_in_is_told_until_its_password_is_another():
    assert open_demos() == ["staff@example.org"]
    assert no_demo_opens(databases=["default"]) == [OPEN]

    staff = User.objects.get(email="staff@example.org")
    staff.set_password("three calm green rivers")
    staff.save()

    assert no_demo_opens(databases=["default"]) == []


def test_who_may_not_sign_in_is_no_open_door():
    User.objects.filter(email="staff@example.org").update(is_active=False)

    assert open_demos() == []


def test_others_are_not_asked_and_nobody_on_one_s_own_machine(settings):
    User.objects.all().delete()
    UserFactory(email="somebody@example.org", password="network-demo-2026")
    assert open_demos() == []

    settings.LOCAL_MODE = True
    call_command("create_demo_accounts", verbosity=0)
    assert no_demo_opens(databases=["default"]) == []


def test_without_a_database_nothing_is_asked():
    assert no_demo_opens() == []
