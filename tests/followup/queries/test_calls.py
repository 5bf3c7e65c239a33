"""Who is told of a call for help, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.queries import calls
from network.queries.staff import Sphere
from tests.factories import roles
from tests.factories.network import CountryFactory, PersonFactory
from tests.factories.partnerships import ProgressUpdateFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.parametrize(("days", "fresh"), [(0, True), (13, True), (14, False)])
def test_a_call_is_fresh_for_two_weeks(days, fresh):
    call = ProgressUpdateFactory.build(submitted_at=NOW, pairing=None, submitted_by=None)

    assert calls.is_fresh(call, NOW + timedelta(days=days)) is fresh


def test_coordinators_of_its_countries_and_the_staff_are_told_but_not_who_called():
    laos, china = CountryFactory(laos=True), CountryFactory(china=True)
    near, far = (PersonFactory(user=roles.coordinator(country)) for country in (laos, china))
    staff, caller = (PersonFactory(user=roles.staff()) for _turn in range(2))
    call = ProgressUpdateFactory(answer="blocked", author=caller, submitted_by=None)

    readers = calls.readers_of_each({call.pk: (call, Sphere(frozenset({laos.pk})))})

    assert readers == {call.pk: [near, staff]}
    assert far not in readers[call.pk]
    assert calls.readers_of_each({}) == {}
    assert calls.key_for(call, staff.recipient) == f"call:{call.pk}:{staff.recipient.pk}"
