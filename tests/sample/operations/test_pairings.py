"""Pairings and the work plan of the network."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.enums import PairingPhase, WorkPlanState
from partnerships.models import Pairing, WorkPlan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_network")]


def test_the_pairings_claim_no_more_than_the_documents():
    assert dict(Pairing.objects.values_list("source_key", "phase")) == {
        "gzittc-npic": PairingPhase.NEGOTIATING,
        "htc-npia": PairingPhase.NEGOTIATING,
        "yatsei-lgtc": PairingPhase.NEGOTIATING,
        "shenyang-ksit": PairingPhase.ACTIVE,
    }
    assert dict(Pairing.objects.values_list("source_key", "last_met_on")) == {
        "gzittc-npic": date(2021, 12, 21),
        "htc-npia": date(2022, 1, 21),
        "yatsei-lgtc": date(2022, 1, 19),
        "shenyang-ksit": date(2024, 5, 7),
    }
    assert set(Pairing.objects.values_list("started_on", flat=True)) == {None}


def test_the_work_plan_is_not_claimed_to_be_adopted():
    plan = WorkPlan.objects.get()

    assert plan.state == WorkPlanState.PROPOSED
    assert "2020-2021" in plan.note
