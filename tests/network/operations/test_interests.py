"""Needs and offers are stated and withdrawn."""

from dataclasses import replace
from datetime import date

import pytest

from core.records import BrokenConstraintError
from network.enums import InterestKind
from network.operations import interests
from network.operations.interests import AlreadyStatedError
from network.terms.interests import InterestTerms
from tests.factories.network import CooperationAreaFactory, InterestFactory, OrganizationFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def test_state_records_a_need():
    college, area = OrganizationFactory(), CooperationAreaFactory()

    interests.state(
        college, InterestTerms(kind=InterestKind.NEED, area=area, text=" Trainers "), by=staff()
    )

    assert list(college.interests.values_list("kind", "area", "text")) == [
        ("need", area.pk, "Trainers")
    ]


def test_state_refuses_the_same_again_but_not_for_another_period():
    need = InterestFactory(text="Trainers")
    same = InterestTerms(kind=need.kind, area=need.area, text="Trainers")

    with pytest.raises(AlreadyStatedError, match="already on the list"):
        interests.state(need.organization, same, by=None)
    interests.state(need.organization, replace(same, starts_on=date(2027, 1, 1)), by=None)

    assert need.organization.interests.count() == 2


def test_state_refuses_a_period_that_ends_before_it_starts():
    college, area = OrganizationFactory(), CooperationAreaFactory()
    backwards = InterestTerms(
        kind=InterestKind.OFFER,
        area=area,
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 1, 1),
    )

    with pytest.raises(BrokenConstraintError, match="must come after"):
        interests.state(college, backwards, by=None)

    assert college.interests.count() == 0


def test_withdraw_takes_it_off_the_list():
    need = InterestFactory()

    interests.withdraw(need, by=staff())

    assert need.organization.interests.count() == 0
