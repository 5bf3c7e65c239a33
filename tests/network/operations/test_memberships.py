"""What a user becomes to the network."""

import pytest

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
