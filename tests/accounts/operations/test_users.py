"""What a user changes about themselves."""

import pytest

from accounts.operations import users
from tests.factories.network import PersonFactory
from tests.factories.roles import nobody

pytestmark = pytest.mark.django_db


def test_edit_changes_the_name_the_language_and_the_clock():
    user = nobody()

    changed = users.edit(user, name=" Anna  Lee ", language="en", time_zone="Asia/Yangon", by=user)

    assert (changed.name, changed.language, changed.time_zone) == (
        "Anna Lee",
        "en",
        "Asia/Yangon",
    )


def test_edit_lets_the_mails_of_the_person_follow():
    user = nobody()
    person = PersonFactory(user=user)

    users.edit(user, name="Anna", language="en", time_zone="Asia/Yangon", by=user)

    person.recipient.refresh_from_db()
    assert person.recipient.time_zone == "Asia/Yangon"


def test_add_lets_somebody_sign_in_with_their_address():
    user = users.add(
        email=" Anna@Example.org ",
        name=" Anna  Lee ",
        password="a long password",
        time_zone="Asia/Yangon",
        by=None,
    )

    user.refresh_from_db()
    assert (user.email, user.name, user.time_zone) == (
        "anna@example.org",
        "Anna Lee",
        "Asia/Yangon",
    )
    assert user.check_password("a long password")


def test_add_without_a_password_lets_nobody_in_yet():
    assert not users.add(email="anna@example.org", name="Anna", by=None).has_usable_password()


def test_add_takes_an_address_once():
    users.add(email="anna@example.org", name="Anna", by=None)

    with pytest.raises(users.KnownAddressError, match="Somebody uses this address already"):
        users.add(email="ANNA@example.org", name="Another", by=None)
