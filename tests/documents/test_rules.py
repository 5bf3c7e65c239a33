"""Who issues papers and reads them."""

import pytest

from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("permission", ["documents.issue_briefing", "documents.view_briefing"])
def test_a_briefing_is_for_who_sees_a_whole_country(permission):
    country = CountryFactory()
    some = [roles.staff(), roles.coordinator(country), roles.official(country)]
    others = [roles.focal_point(OrganizationFactory(country=country)), roles.nobody()]

    assert [user.has_perm(permission) for user in some] == [True, True, True]
    assert [user.has_perm(permission) for user in others] == [False, False]
