"""Who sends an invitation in person, as its reader knows them."""

import pytest

from followup.queries.inviters import Inviter, inviter
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.network import HonorificFactory, PersonFactory
from tests.followup.meetings import NOW

pytestmark = pytest.mark.django_db


def test_somebody_of_the_directory_is_named_as_they_are_addressed():
    user = roles.staff()
    PersonFactory(
        user=user,
        name="Ana Lim",
        honorific=HonorificFactory(name="Ms"),
        recipient__email="lim@ilo.example",
    )

    assert inviter(user.pk) == Inviter("Ms Ana Lim", "lim@ilo.example")


def test_an_address_that_was_refused_is_no_way_to_answer():
    user = UserFactory(email="ana@ilo.example")
    PersonFactory(user=user, name="Ana Lim", recipient__refused_at=NOW)

    assert inviter(user.pk) == Inviter("Ana Lim", "ana@ilo.example")


def test_who_is_not_in_the_directory_is_named_as_they_sign_in():
    user = UserFactory(name="Ana", email="ana@ilo.example")

    assert inviter(user.pk) == Inviter("Ana", "ana@ilo.example")


def test_nobody_invites_who_has_left():
    assert inviter(None) is None
    assert inviter(UserFactory(is_active=False).pk) is None
