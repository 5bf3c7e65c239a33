"""Commitments are agreed and corrected by the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.records import BrokenConstraintError
from partnerships.enums import Firmness
from partnerships.models import Commitment
from partnerships.operations import commitments
from partnerships.terms.commitments import CommitmentTerms
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
