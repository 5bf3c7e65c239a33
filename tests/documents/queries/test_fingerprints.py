from datetime import date

import pytest

from dashboards.queries.scope import Scope
from documents.queries.fingerprints import of_rows
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db


def test_the_hash_changes_with_the_rows_that_are_counted_and_with_no_others(
    django_assert_max_num_queries,
):
    country = CountryFactory(cambodia=True)
    pairing = PairingFactory(parties=[OrganizationFactory(country=country)])
    count = HeadCountFactory(event=EventFactory(pairings=[pairing]), people=17)
    scope = Scope(user=roles.staff(), today=date(2026, 11, 22), country=country)
    with django_assert_max_num_queries(7):
        before = of_rows(scope)

    PairingFactory()
    assert of_rows(scope) == before

    count.people = 18
    count.save()
    assert of_rows(scope) != before
