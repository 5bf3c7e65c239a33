"""Who answers for an organization, and how that passes on."""

from datetime import date

import pytest

from core.records import BrokenConstraintError
from network.models import FocalPoint
from network.operations import focal_points
from network.operations.focal_points import AlreadyEndedError, SamePersonError
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def rows(organization):
    found = organization.focal_points.order_by("pk")
    return list(found.values_list("person", "starts_on", "ends_on"))


def test_appoint_lets_a_person_answer():
    college, person = OrganizationFactory(), PersonFactory()

    focal_points.appoint(college, person=person, on=DAY, by=staff())

    assert rows(college) == [(person.pk, DAY, None)]


def test_appoint_refuses_the_same_person_twice():
    held = FocalPointFactory()

    with pytest.raises(BrokenConstraintError, match="already the focal point"):
        focal_points.appoint(held.organization, person=held.person, by=None)

    assert FocalPoint.objects.count() == 1


def test_hand_over_leaves_no_day_without_an_answer_and_none_with_two():
    held, new = FocalPointFactory(), PersonFactory()

    focal_points.hand_over(held, to=new, on=DAY, by=None)

    assert rows(held.organization) == [(held.person_id, None, DAY), (new.pk, DAY, None)]
    on_the_day = held.organization.focal_points.on(DAY)
    assert [one.person for one in on_the_day] == [new]


def test_hand_over_to_somebody_who_answers_already_ends_the_other_one():
    held = FocalPointFactory()
    second = FocalPointFactory(organization=held.organization)

    kept = focal_points.hand_over(held, to=second.person, on=DAY, by=None)

    assert kept == second
    assert rows(held.organization) == [
        (held.person_id, None, DAY),
        (second.person_id, None, None),
    ]


def test_hand_over_refuses_the_same_person():
    held = FocalPointFactory()

    with pytest.raises(SamePersonError, match="Choose another person"):
        focal_points.hand_over(held, to=held.person, on=DAY, by=None)

    assert rows(held.organization) == [(held.person_id, None, None)]


def test_hand_over_refuses_somebody_who_has_left():
    held = FocalPointFactory(ends_on=DAY)

    with pytest.raises(AlreadyEndedError, match="already handed over"):
        focal_points.hand_over(held, to=PersonFactory(), on=DAY, by=None)

    assert FocalPoint.objects.count() == 1


def test_pass_on_to_nobody_ends_and_to_somebody_hands_over():
    first, second, new = FocalPointFactory(), FocalPointFactory(), PersonFactory()

    focal_points.pass_on(first, to=None, on=DAY, by=None)
    focal_points.pass_on(second, to=new, on=DAY, by=None)

    assert rows(first.organization) == [(first.person_id, None, DAY)]
    assert rows(second.organization) == [(second.person_id, None, DAY), (new.pk, DAY, None)]
