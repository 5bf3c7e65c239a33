"""Coordinators of where somebody works are told; without one the project staff; never oneself."""

import pytest

from followup.queries.mistakes import readers_of
from tests.factories import roles
from tests.factories.network import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_coordinators_come_first():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    staff = PersonFactory(user=roles.staff())
    assert readers_of(person) == [staff]
    assert readers_of(staff) == []

    near = PersonFactory(user=roles.coordinator(college.country))
    PersonFactory(user=roles.coordinator())

    assert readers_of(person) == [near]
