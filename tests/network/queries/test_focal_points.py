"""Who answers for an organization on a day."""

from datetime import date

import pytest

from network.queries.focal_points import answering_for_each
from tests.factories.network import FocalPointFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def answering_for(organization):
    return answering_for_each([organization], on=DAY)[organization.pk]


def test_those_of_the_day_answer_and_not_those_before_or_after():
    college = OrganizationFactory()
    now = FocalPointFactory(organization=college, starts_on=DAY)
    FocalPointFactory(organization=college, ends_on=DAY)
    FocalPointFactory(organization=college, starts_on=date(2026, 11, 23))

    assert answering_for(college) == [now.person]


def test_the_ministry_answers_for_a_department_without_a_focal_point():
    ministry = OrganizationFactory()
    department = OrganizationFactory(parent=ministry)
    above = FocalPointFactory(organization=ministry)

    assert answering_for(department) == [above.person]

    own = FocalPointFactory(organization=department)

    assert answering_for(department) == [own.person]


def test_nobody_answers_where_nobody_was_named():
    FocalPointFactory()

    assert answering_for(OrganizationFactory()) == []


def test_several_organizations_are_answered_for_by_the_same_people_as_each_alone(
    django_assert_num_queries,
):
    ministry = OrganizationFactory()
    department = OrganizationFactory(parent=ministry)
    centre = OrganizationFactory(parent=ministry)
    FocalPointFactory(organization=ministry)
    FocalPointFactory(organization=centre)
    FocalPointFactory(organization=centre, ends_on=DAY)
    everybody = [ministry, department, centre, OrganizationFactory()]

    with django_assert_num_queries(1):
        found = answering_for_each(everybody, on=DAY)

    assert found == {each.pk: answering_for(each) for each in everybody}
