"""Who answers for an organization on a day."""

from datetime import date

import pytest

from network.queries.focal_points import answering_for
from tests.factories.network import FocalPointFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def test_those_of_the_day_answer_and_not_those_before_or_after():
    college = OrganizationFactory()
    now = FocalPointFactory(organization=college, starts_on=DAY)
    FocalPointFactory(organization=college, ends_on=DAY)
    FocalPointFactory(organization=college, starts_on=date(2026, 11, 23))

    assert list(answering_for(college, on=DAY)) == [now.person]


def test_the_ministry_answers_for_a_department_without_a_focal_point():
    ministry = OrganizationFactory()
    department = OrganizationFactory(parent=ministry)
    above = FocalPointFactory(organization=ministry)

    assert list(answering_for(department, on=DAY)) == [above.person]

    own = FocalPointFactory(organization=department)

    assert list(answering_for(department, on=DAY)) == [own.person]


def test_nobody_answers_where_nobody_was_named():
    FocalPointFactory()

    assert list(answering_for(OrganizationFactory(), on=DAY)) == []
