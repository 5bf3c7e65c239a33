"""Commitments by state, and those that nobody reported on lately."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from partnerships.enums import CommitmentState, PairingPhase
from partnerships.queries import commitments
from partnerships.queries.commitments import StateGroup
from tests.factories import roles
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import CommitmentFactory, PairingFactory, ProgressUpdateFactory

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


def test_the_open_ones_of_the_own_side_wait_unless_somebody_reported_lately():
    own, partner = OrganizationFactory(), OrganizationFactory()
    pairing = PairingFactory(parties=[own, partner])
    both = CommitmentFactory(pairing=pairing)
    ours = CommitmentFactory(pairing=pairing, promised_by=own, ends_on=TODAY)
    reported = CommitmentFactory(pairing=pairing)
    ProgressUpdateFactory(
        pairing=pairing, commitment=reported, submitted_at=datetime(2026, 11, 1, tzinfo=UTC)
    )
    CommitmentFactory(pairing=pairing, promised_by=partner)
    CommitmentFactory(pairing=pairing, done=True)
    CommitmentFactory()

    found = commitments.waiting_for(roles.focal_point(own), today=TODAY)

    assert list(found) == [ours, both]


def test_a_closed_pairing_waits_for_nothing():
    own = OrganizationFactory()
    ended = PairingFactory(
        parties=[own, OrganizationFactory()], phase=PairingPhase.CONCLUDED, closed_on=TODAY
    )
    CommitmentFactory(pairing=ended)

    assert not commitments.waiting_for(roles.focal_point(own), today=TODAY).exists()
