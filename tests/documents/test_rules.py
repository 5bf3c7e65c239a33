"""Who issues papers and reads them."""

import pytest

from tests.factories import roles
from tests.factories.documents import SubscriptionFactory
from tests.factories.network import CountryFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("permission", ["documents.issue_briefing", "documents.view_briefing"])
def test_a_briefing_is_for_who_sees_a_whole_country(permission):
    country = CountryFactory()
    some = [roles.staff(), roles.coordinator(country), roles.official(country)]
    others = [roles.focal_point(OrganizationFactory(country=country)), roles.nobody()]

    assert [user.has_perm(permission) for user in some] == [True, True, True]
    assert [user.has_perm(permission) for user in others] == [False, False]


def test_who_asked_for_a_briefing_each_quarter_ends_it():
    own, other = SubscriptionFactory(), SubscriptionFactory()

    assert own.user.has_perm("documents.end_subscription", own)
    assert not own.user.has_perm("documents.end_subscription", other)
    assert not own.user.has_perm("documents.end_subscription")
