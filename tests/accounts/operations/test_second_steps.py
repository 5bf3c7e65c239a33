"""The secrets of second steps: unreadable in the database, and their key can be replaced."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.core.management import call_command

from accounts.operations import second_steps
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def owner():
    return UserFactory()


def stored():
    return json.dumps(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))


def test_nobody_reads_a_secret_in_the_database(owner):
    TOTP.activate(owner, SECRET)
    codes = RecoveryCodes.activate(owner).generate_codes()

    assert SECRET not in stored()
    assert second_steps.encrypt(SECRET) != second_steps.encrypt(SECRET)
    assert RecoveryCodes.activate(owner).generate_codes() == codes


def test_a_secret_that_another_hand_wrote_is_refused(owner):
    with pytest.raises(InvalidToken):
        second_steps.decrypt(SECRET)


def test_a_key_is_replaced_in_three_steps(owner, settings, capsys):
    step, codes = TOTP.activate(owner, SECRET).instance, RecoveryCodes.activate(owner)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": "K"})
    before = codes.generate_codes()

    settings.SECOND_STEP_KEYS = ["the new one", "only-for-tests"]
    call_command("renew_second_steps")
    settings.SECOND_STEP_KEYS = ["the new one"]

    assert capsys.readouterr().out.startswith("2 second steps")
    step.refresh_from_db()
    assert second_steps.decrypt(step.data["secret"]) == SECRET
    assert RecoveryCodes.activate(owner).generate_codes() == before
    settings.SECOND_STEP_KEYS = ["only-for-tests"]
    with pytest.raises(InvalidToken):
        second_steps.decrypt(step.data["secret"])
