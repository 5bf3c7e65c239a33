"""Work plans and their versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.records import BrokenConstraintError
from partnerships.enums import WorkPlanState
from partnerships.operations import work_plans
from partnerships.operations.work_plans import FrozenError, WrongStateError
from partnerships.terms.work_plans import WorkPlanTerms
from tests.factories.network import ProgrammeFactory
from tests.factories.partnerships import PairingFactory, WorkPlanFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db


def adopted():
    return WorkPlanFactory(state=WorkPlanState.ADOPTED, note="As adopted")


def test_a_plan_is_proposed_for_a_period():
    programme, pairing = ProgrammeFactory(), PairingFactory()

    plan = work_plans.propose(
        WorkPlanTerms(
            name=" Work  plan 2026 ",
            programme=programme,
            pairing=pairing,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
            note=" First ",
        ),
        by=staff(),
    )

    plan.refresh_from_db()
    assert (plan.name, plan.note, plan.state) == ("Work plan 2026", "First", WorkPlanState.PROPOSED)
    assert (plan.programme, plan.pairing, plan.version) == (programme, pairing, 1)


def test_a_plan_ends_after_it_starts():
    with pytest.raises(BrokenConstraintError, match="last day must come after"):
        work_plans.propose(
            WorkPlanTerms(name="Backwards", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)),
            by=None,
        )


def test_a_proposed_plan_is_corrected():
    plan = WorkPlanFactory(state=WorkPlanState.PROPOSED)

    changed = work_plans.edit(
        plan, replace(WorkPlanTerms.of(plan), name=" Another  name ", note=" n "), by=None
    )

    assert (changed.name, changed.note) == ("Another name", "n")


def test_a_correction_does_not_adopt():
    plan = WorkPlanFactory()

    with pytest.raises(WrongStateError, match="Then adopt it"):
        work_plans.edit(
            plan,
            replace(WorkPlanTerms.of(plan), state=WorkPlanState.ADOPTED),
            by=None,
        )


@pytest.mark.parametrize("state", [WorkPlanState.ADOPTED, WorkPlanState.SUPERSEDED])
def test_an_adopted_version_is_not_changed(state):
    plan = WorkPlanFactory(state=state)

    with pytest.raises(FrozenError, match="Make a new version"):
        work_plans.edit(
            plan,
            replace(WorkPlanTerms.of(plan), name="Other"),
            by=None,
        )


def test_a_plan_is_adopted_once():
    plan = work_plans.adopt(WorkPlanFactory(), by=None)

    assert plan.state == WorkPlanState.ADOPTED
    with pytest.raises(WrongStateError, match="adopted already"):
        work_plans.adopt(plan, by=None)


def test_a_new_version_takes_over_when_it_is_adopted():
    plan = adopted()

    following = work_plans.revise(plan, replace(WorkPlanTerms.of(plan), name="Second"), by=None)

    plan.refresh_from_db()
    assert (following.version, following.name, following.note) == (2, "Second", "As adopted")
    assert (following.state, plan.state) == (WorkPlanState.PROPOSED, WorkPlanState.ADOPTED)

    work_plans.adopt(following, by=None)

    plan.refresh_from_db()
    assert plan.state == WorkPlanState.SUPERSEDED


def test_only_an_adopted_plan_gets_a_new_version():
    plan = WorkPlanFactory()

    with pytest.raises(WrongStateError, match="Only an adopted"):
        work_plans.revise(plan, WorkPlanTerms.of(plan), by=None)


def test_there_is_one_new_version_at_a_time():
    plan = adopted()
    work_plans.revise(plan, WorkPlanTerms.of(plan), by=None)

    with pytest.raises(WrongStateError, match="There is a new version already"):
        work_plans.revise(plan, WorkPlanTerms.of(plan), by=None)


def test_a_new_version_begins_where_it_says_it_stands():
    plan = adopted()

    as_draft = replace(WorkPlanTerms.of(plan), state=WorkPlanState.DRAFT)

    assert work_plans.revise(plan, as_draft, by=None).state == WorkPlanState.DRAFT
