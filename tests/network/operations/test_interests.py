"""Needs and offers are stated and withdrawn."""

from datetime import date

import pytest

from core.records import BrokenConstraintError
from network.enums import InterestKind
from network.operations import interests
from network.operations.interests import AlreadyStatedError
from tests.factories.network import CooperationAreaFactory, InterestFactory, OrganizationFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_state_records_a_need():
    college, area = OrganizationFactory(), CooperationAreaFactory()

    interests.state(college, kind=InterestKind.NEED, area=area, text=" Trainers ", by=staff())

    assert list(college.interests.values_list("kind", "area", "text")) == [
        ("need", area.pk, "Trainers")
    ]


def test_state_refuses_the_same_again_but_not_for_another_period():
    need = InterestFactory(text="Trainers")
    same = {"kind": need.kind, "area": need.area, "text": "Trainers", "by": None}

    with pytest.raises(AlreadyStatedError, match="already on the list"):
        interests.state(need.organization, **same)
    interests.state(need.organization, **same, starts_on=date(2027, 1, 1))

    assert need.organization.interests.count() == 2


def test_state_refuses_a_period_that_ends_before_it_starts():
    college, area = OrganizationFactory(), CooperationAreaFactory()
    period = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}

    with pytest.raises(BrokenConstraintError, match="must come after"):
        interests.state(college, kind=InterestKind.OFFER, area=area, **period, by=None)

    assert college.interests.count() == 0


def test_withdraw_takes_it_off_the_list():
    need = InterestFactory()

    interests.withdraw(need, by=staff())

    assert need.organization.interests.count() == 0
