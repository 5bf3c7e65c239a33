"""Commitments by state, and those that nobody reported on lately."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.enums import CommitmentState
from partnerships.queries import commitments
from partnerships.queries.commitments import StateGroup
from tests.factories.partnerships import CommitmentFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_what_is_under_way_stands_first_and_the_late_first_in_each_state():
    done = CommitmentFactory(done=True)
    fine = CommitmentFactory()
    late = CommitmentFactory(ends_on=date(2022, 12, 31))
    begun = CommitmentFactory(state=CommitmentState.IN_PROGRESS)

    groups = commitments.by_state([done, fine, late, begun], today=TODAY)

    assert groups == (
        StateGroup(CommitmentState.IN_PROGRESS, (begun,)),
        StateGroup(CommitmentState.OPEN, (late, fine)),
        StateGroup(CommitmentState.DONE, (done,)),
    )
