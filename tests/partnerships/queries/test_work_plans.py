"""The versions of a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partnerships.enums import WorkPlanState
from partnerships.operations import work_plans
from partnerships.queries.work_plans import versions
from partnerships.terms.work_plans import WorkPlanTerms
from tests.factories.partnerships import PairingFactory, WorkPlanFactory
from tests.factories.roles import official, staff

pytestmark = pytest.mark.django_db


def test_a_plan_has_its_versions_the_newest_first():
    first = WorkPlanFactory(state=WorkPlanState.ADOPTED)
    second = work_plans.adopt(work_plans.revise(first, WorkPlanTerms.of(first), by=None), by=None)
    third = work_plans.revise(second, WorkPlanTerms.of(second), by=None)
    WorkPlanFactory()

    for plan in (first, second, third):
        assert versions(plan, user=staff()) == [third, second, first]


def test_a_version_of_a_hidden_pairing_is_not_told():
    first = WorkPlanFactory(state=WorkPlanState.ADOPTED)
    work_plans.revise(first, replace(WorkPlanTerms.of(first), pairing=PairingFactory()), by=None)

    assert versions(first, user=official()) == [first]
