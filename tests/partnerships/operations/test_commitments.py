"""Commitments are agreed, corrected, begun and ended by the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.records import BrokenConstraintError
from partnerships.enums import CommitmentState, Firmness
from partnerships.models import Commitment
from partnerships.operations import commitments
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.endings import Ending
from tests.factories import roles
from tests.factories.network import CooperationAreaFactory
from tests.factories.partnerships import CommitmentFactory, PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_agree_writes_down_everything_that_is_known():
    pairing = PairingFactory()
    giver, taker = (party.organization for party in pairing.parties.all())
    area = CooperationAreaFactory()

    commitment = commitments.agree(
        pairing,
        CommitmentTerms(
            area=area,
            text=" Train teachers ",
            firmness=Firmness.PROPOSED,
            starts_on=date(2022, 1, 1),
            ends_on=date(2023, 12, 31),
            promised_by=giver,
            promised_to=taker,
            quantity=12,
            unit=" teachers ",
            agreed_on=date(2022, 1, 21),
        ),
        by=roles.staff(),
    )

    commitment.refresh_from_db()
    assert (commitment.pairing, commitment.area, commitment.state) == (pairing, area, "open")
    assert (commitment.text, commitment.firmness) == ("Train teachers", "proposed")
    assert (commitment.starts_on, commitment.ends_on) == (date(2022, 1, 1), date(2023, 12, 31))
    assert (commitment.promised_by, commitment.promised_to) == (giver, taker)
    assert (commitment.quantity, commitment.unit) == (12, "teachers")
    assert commitment.agreed_on == date(2022, 1, 21)


def test_agree_needs_the_area_alone():
    area = CooperationAreaFactory(name="Digital skills")

    commitment = commitments.agree(PairingFactory(), CommitmentTerms(area=area), by=None)

    assert (commitment.quantity, commitment.starts_on, commitment.ends_on) == (None, None, None)
    assert str(commitment) == "Digital skills"


def test_agree_refuses_a_period_that_ends_before_it_starts():
    with pytest.raises(BrokenConstraintError, match="The last day must come after the first day"):
        commitments.agree(
            PairingFactory(),
            CommitmentTerms(
                area=CooperationAreaFactory(), starts_on=TODAY, ends_on=date(2026, 1, 1)
            ),
            by=None,
        )

    assert not Commitment.objects.exists()


def test_edit_changes_what_is_named_and_leaves_the_rest():
    commitment = CommitmentFactory(text="Stays")

    commitments.edit(
        commitment, replace(CommitmentTerms.of(commitment), firmness=Firmness.PLANNED), by=None
    )

    commitment.refresh_from_db()
    assert (commitment.firmness, commitment.text) == ("planned", "Stays")


def test_edit_refuses_a_period_that_ends_before_it_starts():
    commitment = CommitmentFactory(starts_on=TODAY)

    with pytest.raises(BrokenConstraintError):
        commitments.edit(
            commitment, replace(CommitmentTerms.of(commitment), ends_on=date(2026, 1, 1)), by=None
        )


def test_begin_starts_the_work_and_a_second_time_changes_nothing():
    commitment = CommitmentFactory()

    commitments.begin(commitment, by=None)
    written = Commitment.objects.get().updated_at
    commitments.begin(commitment, by=None)

    assert Commitment.objects.values_list("state", "updated_at").get() == ("in_progress", written)


def test_begin_takes_up_again_what_was_done():
    commitment = commitments.begin(CommitmentFactory(done=True), by=None)

    assert (commitment.state, commitment.closed_on) == ("in_progress", None)


@pytest.mark.parametrize("state", [CommitmentState.DONE, CommitmentState.PARTLY_DONE])
def test_close_keeps_how_and_when_it_ended(state):
    commitment = commitments.close(CommitmentFactory(), Ending(state=state, on=TODAY), by=None)

    assert (commitment.state, commitment.closed_on) == (state, TODAY)


def test_close_needs_a_reason_to_drop():
    commitment = CommitmentFactory()

    with pytest.raises(BrokenConstraintError, match="Say why this was dropped"):
        commitments.close(commitment, Ending(state="dropped", on=TODAY), by=None)
    dropped = commitments.close(
        commitment, Ending(state="dropped", reason=" No money ", on=TODAY), by=None
    )

    assert (dropped.state, dropped.reason) == ("dropped", "No money")


def test_close_refuses_what_is_not_an_end():
    with pytest.raises(commitments.WrongStateError, match="Choose how the agreed area ended"):
        commitments.close(CommitmentFactory(), Ending(state="in_progress", on=TODAY), by=None)


def test_close_refuses_what_is_closed_and_changes_nothing():
    commitment = CommitmentFactory(done=True)

    with pytest.raises(commitments.WrongStateError, match="closed already"):
        commitments.close(commitment, Ending(state="partly_done", on=TODAY), by=None)

    commitment.refresh_from_db()
    assert commitment.state == "done"
