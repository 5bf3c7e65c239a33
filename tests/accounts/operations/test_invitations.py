"""Links by which an invited person sets their first password."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.enums import LinkPurpose
from accounts.operations import invitations, links
from accounts.operations.invitations import AcceptedError, InvitationOverError
from tests.factories.accounts import ActionLinkFactory, UserFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 23, 59, tzinfo=UTC)
PASSWORD = "a quiet river in May"


@pytest.fixture
def user():
    return UserFactory(password=None)


def test_a_link_sets_the_password_once(user):
    link = invitations.issue(user, by=None, now=NOW)
    found = invitations.find(links.token_of(link))

    accepted = invitations.accept(found, password=PASSWORD, now=NOW + timedelta(days=6))

    assert accepted.check_password(PASSWORD)
    with pytest.raises(InvitationOverError, match="does not work any more"):
        invitations.accept(found, password="another river", now=NOW + timedelta(days=6))
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    with pytest.raises(AcceptedError, match="has set a password already"):
        invitations.issue(user, by=None, now=NOW)


def test_a_new_link_closes_the_one_before(user):
    first = invitations.issue(user, by=None, now=NOW)
    second = invitations.issue(user, by=UserFactory(), now=NOW)

    with pytest.raises(InvitationOverError):
        invitations.accept(first, password=PASSWORD, now=NOW)
    assert invitations.accept(second, password=PASSWORD, now=NOW) == user


@pytest.mark.parametrize("case", ["too old", "account closed"])
def test_a_link_that_is_over_sets_nothing(user, case):
    link = invitations.issue(user, by=None, now=NOW)
    if case == "account closed":
        user.is_active = False
        user.save()

    with pytest.raises(InvitationOverError):
        invitations.accept(
            links.find(links.token_of(link)),
            password=PASSWORD,
            now=NOW + (invitations.LASTS if case == "too old" else timedelta()),
        )

    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_link_sets_no_password_where_one_was_set_in_another_way(user):
    link = invitations.issue(user, by=None, now=NOW)
    user.set_password("chosen by a link from the sign-in")
    user.save()

    with pytest.raises(InvitationOverError):
        invitations.accept(link, password=PASSWORD, now=NOW)


def test_a_link_for_something_else_is_no_invitation(user):
    person = PersonFactory(user=user)
    other = links.issue(
        purpose=LinkPurpose.READ_CALENDAR,
        holder=person,
        target=person,
        expires_at=NOW + timedelta(days=9),
    )

    assert invitations.find(links.token_of(other)) is None
    assert invitations.find("no-such-token") is None
    # Whoever holds it, it opens no account of theirs.
    odd = ActionLinkFactory(purpose=LinkPurpose.ACCEPT_ACCOUNT, holder=person, target=person)
    with pytest.raises(InvitationOverError):
        invitations.accept(odd, password=PASSWORD, now=NOW)
