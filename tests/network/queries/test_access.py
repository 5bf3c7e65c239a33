"""Who may give which role, and what an account is and was to the network."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from network.enums import Role
from network.models import Account, Membership
from network.models.memberships import day_of_roles
from network.queries import access
from tests.factories.network import CountryFactory, MembershipFactory, OrganizationFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


def test_who_gives_which_role_and_where(laos):
    here, there = OrganizationFactory(country=laos), OrganizationFactory()
    helper = coordinator(laos)

    assert access.roles_given_by(staff()) == tuple(Role)
    assert access.roles_given_by(helper) == (Role.FOCAL_POINT, Role.OFFICIAL)
    assert list(access.countries_given_by(helper)) == [laos]
    assert set(access.organizations_given_by(helper)) == {here}
    assert {here, there} <= set(access.organizations_given_by(staff()))
    for user in (official(laos), focal_point(here), nobody()):
        assert access.roles_given_by(user) == ()
        assert not access.countries_given_by(user).exists()
        assert not access.organizations_given_by(user).exists()


def test_a_coordinator_manages_whom_they_gave_all_that_they_have(laos):
    helper = coordinator(laos)
    user = official(laos)
    assert access.manages(helper, user)
    assert not access.manages(helper, helper)

    later = MembershipFactory(user=user, role=Role.STAFF, starts_on=day_of_roles() + DAY)
    assert not access.manages(helper, user)
    assert access.manages(staff(), user)
    later.ends_on = later.starts_on = day_of_roles()
    later.save()
    assert access.manages(helper, user)
    user.is_superuser = True
    assert not access.manages(helper, user)


def test_strangers_see_no_account_and_no_role(laos):
    official(laos)

    for user in (AnonymousUser(), nobody(), official(laos), focal_point(OrganizationFactory())):
        assert not Account.objects.visible_to(user).exists()
        assert not Membership.objects.visible_to(user).exists()


def test_the_roles_of_an_account_in_their_time(laos):
    today = day_of_roles()
    user = official(laos)
    coming = MembershipFactory(user=user, role=Role.STAFF, starts_on=today + DAY)
    past = MembershipFactory(user=user, role=Role.COORDINATOR, country=laos, ends_on=today)
    account = Account.objects.get(pk=user.pk)

    roles = access.roles_of(account, reader=staff())

    assert [each.role for each in roles.current] == [Role.OFFICIAL]
    assert (roles.coming, roles.past) == ([coming], [past])
    assert access.roles_of(account, reader=coordinator(laos)).coming == []
    assert access.invitation_of(account) is None
