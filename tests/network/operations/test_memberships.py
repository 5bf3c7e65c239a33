"""What a user becomes to the network."""

import pytest
from django.utils.functional import SimpleLazyObject

from core.records import BrokenConstraintError
from network.enums import Role
from network.models import scope_of
from network.operations import memberships
from network.operations.memberships import RoleHeldError
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.roles import nobody, staff

pytestmark = pytest.mark.django_db


def test_grant_takes_effect_at_once():
    user, country = nobody(), CountryFactory(laos=True)
    before = scope_of(user).is_member

    memberships.grant(user, role=Role.COORDINATOR, country=country, by=staff())

    assert (before, scope_of(user).coordinated) == (False, {country.pk})


def test_what_somebody_is_is_read_once_for_the_request_and_for_its_rules(
    django_assert_num_queries,
):
    user = staff()
    asked_by_a_request = SimpleLazyObject(lambda: user)

    with django_assert_num_queries(1):
        assert scope_of(asked_by_a_request).is_staff
        assert user.has_perm("network.view_organization")


def test_the_staff_asks_nothing_of_what_is_theirs_to_change(django_assert_num_queries):
    user, organization = staff(), OrganizationFactory()
    assert scope_of(user).is_staff

    with django_assert_num_queries(0):
        assert user.has_perm("network.change_organization", organization)


def test_grant_refuses_a_role_that_is_held():
    user = staff()

    with pytest.raises(RoleHeldError, match="has this role already"):
        memberships.grant(user, role=Role.STAFF, by=None)

    assert user.memberships.count() == 1


def test_grant_refuses_a_scope_that_the_role_does_not_have():
    user = nobody()

    with pytest.raises(BrokenConstraintError, match="focal points have an organization"):
        memberships.grant(user, role=Role.STAFF, organization=OrganizationFactory(), by=None)

    assert user.memberships.count() == 0
