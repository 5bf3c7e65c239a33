"""Letting people in: invited by mail with a role; the first account of an installation."""

from datetime import UTC, datetime

import pytest

from accounts.operations import invitations as links_of_accounts
from accounts.operations.invitations import AcceptedError
from accounts.operations.users import KnownAddressError
from core.errors import DomainError
from network.enums import Role
from network.mails import INVITATION
from network.models import Account, FocalPoint, Person, scope_of
from network.models.memberships import day_of_roles
from network.operations import invitations, memberships
from network.operations.invitations import InUseError
from network.operations.people import OtherAccountError
from network.terms.invitations import Invitee
from network.terms.memberships import MembershipTerms
from notifications import mails
from notifications.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.network import (
    AccountFactory,
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 23, 59, tzinfo=UTC)
SOK = Invitee(name="Sok Dara", email="Sok.Dara@example.org")


def invited(invitee=SOK, role=Role.OFFICIAL, *, takes_seat=False, **place):
    place = place or {"country": CountryFactory(laos=True)}
    terms = MembershipTerms(role=role, starts_on=day_of_roles(), **place)
    return invitations.invite(invitee, terms, takes_seat=takes_seat, by=staff(), now=NOW)


def written(account):
    """Return the newest mail of the invitation, or None if it has nothing to say any more."""
    message = Message.objects.filter(kind=INVITATION).latest("pk")
    message.to_address = account.email
    return mails.kind_of(INVITATION).compose(message)


def test_somebody_new_is_let_in_with_a_role_and_a_link():
    account = invited()

    assert (account.email, account.has_usable_password()) == ("sok.dara@example.org", False)
    assert account.time_zone == "Asia/Vientiane"
    assert scope_of(account).overseen
    assert account.person.recipient.email == account.email
    mail = written(account)
    assert mail.secrets[0] in mail.sections[0].links[0].url


def test_somebody_of_the_directory_keeps_their_record():
    person = PersonFactory(name="Sok Dara", recipient__email="old@example.org")

    account = invited(Invitee(name="Sok Dara", email="new@example.org", person=person))

    person.refresh_from_db()
    assert (person.user_id, person.recipient.email) == (account.pk, "new@example.org")
    assert Person.objects.filter(name="Sok Dara").count() == 1
    with pytest.raises(OtherAccountError, match="has an account already"):
        invited(Invitee(name="Sok Dara", email="third@example.org", person=person))


@pytest.mark.parametrize("takes_seat", [True, False])
def test_a_focal_point_takes_the_seat_if_that_is_wished(takes_seat):
    college = OrganizationFactory()

    account = invited(role=Role.FOCAL_POINT, organization=college, takes_seat=takes_seat)

    assert account.person.positions.get().organization == college
    assert FocalPoint.objects.filter(person=account.person).exists() is takes_seat
    assert scope_of(account).organizations == {college.pk}
    # To be given the role anew is no second position; the seat ended with the role.
    memberships.end(account.memberships.get(), on=day_of_roles(), by=None)
    terms = MembershipTerms(role=Role.FOCAL_POINT, organization=college, starts_on=day_of_roles())
    memberships.give(account, terms, takes_seat=takes_seat, by=None)
    assert account.person.positions.count() == 1
    assert account.person.focal_points.filter(ends_on=None).count() == int(takes_seat)


def test_one_address_is_one_account():
    invited()

    with pytest.raises(KnownAddressError):
        invited()


def test_what_is_taken_back_opens_nothing_and_may_be_sent_anew():
    account = invited()

    invitations.withdraw(account, by=staff(), now=NOW)

    account = Account.objects.get(pk=account.pk)
    assert (account.is_active, written(account)) == (False, None)
    assert not account.memberships.running(day_of_roles()).exists()
    again = invited()
    assert (again.pk, again.is_active) == (account.pk, True)
    assert written(again) is not None


def test_an_account_that_was_closed_with_its_roles_is_not_opened_by_an_invitation():
    account = invited(role=Role.STAFF, country=None)
    account.is_active = False
    account.save()

    with pytest.raises(KnownAddressError):
        invited()


def test_nobody_takes_back_what_was_accepted():
    account = invited()
    account.set_password("a quiet river in May")
    account.save()

    with pytest.raises(AcceptedError, match="Close the account instead"):
        invitations.withdraw(account, by=staff(), now=NOW)
    with pytest.raises(AcceptedError):
        invitations.send(account, by=staff(), now=NOW)


def without_role(account):
    account.memberships.all().delete()


def closed(account):
    account.is_active = False
    account.save()


def with_another_address(account):
    account.person.recipient.email = "elsewhere@example.org"
    account.person.recipient.save()


@pytest.mark.parametrize(
    ("become", "said"),
    [
        (without_role, "has no role"),
        (closed, "is closed"),
        (with_another_address, "has another address"),
    ],
)
def test_no_link_goes_where_it_would_be_of_no_use_or_in_other_hands(become, said):
    account = invited()
    become(account)

    with pytest.raises(DomainError, match=said):
        invitations.send(Account.objects.get(pk=account.pk), by=staff(), now=NOW)
    assert become is without_role or written(account) is None


def test_the_first_account_is_made_once_and_its_link_as_often_as_needed():
    first = invitations.begin(email="Anna@example.org", name="Anna", now=NOW)
    second = invitations.begin(email="anna@example.org ", name="Anna", now=NOW)

    first.refresh_from_db()
    assert (first.is_usable(NOW), second.is_usable(NOW)) == (False, True)
    user = links_of_accounts.accept(second, password="a quiet river in May", now=NOW)
    assert scope_of(user).is_staff
    with pytest.raises(InUseError, match="Anna can invite people"):
        invitations.begin(email="other@example.org", name="Other", now=NOW)


def test_accounts_without_a_role_of_the_staff_keep_nobody_out():
    AccountFactory()
    UserFactory(is_superuser=True)

    assert invitations.begin(email="anna@example.org", name="Anna", now=NOW).is_usable(NOW)
