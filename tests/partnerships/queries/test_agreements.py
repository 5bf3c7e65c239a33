"""Where an agreement stands is derived from its days."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.enums import AgreementState, Validity
from partnerships.models import Agreement
from partnerships.queries.agreements import Standing, standing
from tests.factories.partnerships import AgreementFactory

TODAY = date(2026, 11, 22)
SIGNED = AgreementState.SIGNED


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"state": AgreementState.DRAFT}, Standing(AgreementState.DRAFT)),
        ({"starts_on": date(2026, 11, 23)}, Standing(SIGNED, Validity.NOT_BEGUN)),
        ({"ends_on": date(2026, 11, 21)}, Standing(SIGNED, Validity.EXPIRED)),
        ({"ends_on": TODAY}, Standing(SIGNED, Validity.ENDS_SOON, 0)),
        ({"ends_on": date(2027, 2, 20)}, Standing(SIGNED, Validity.ENDS_SOON, 90)),
        ({"ends_on": date(2027, 2, 21)}, Standing(SIGNED, Validity.IN_FORCE)),
        ({"is_open_ended": True}, Standing(SIGNED, Validity.IN_FORCE)),
        ({}, Standing(SIGNED, Validity.END_NOT_KNOWN)),
    ],
)
def test_the_calendar_decides_where_an_agreement_stands(facts, stands):
    agreement = Agreement(**{"state": SIGNED, **facts})

    assert standing(agreement, today=TODAY) == stands


@pytest.mark.django_db
def test_the_register_finds_what_is_in_force_and_what_ends_soon():
    AgreementFactory(title="Over", signed=True, ends_on=date(2026, 11, 21))
    AgreementFactory(title="Soon", signed=True, ends_on=date(2027, 1, 1))
    AgreementFactory(title="Long", signed=True, ends_on=date(2028, 1, 1))
    AgreementFactory(title="Draft", ends_on=date(2027, 1, 1))

    def found(agreements):
        return sorted(agreement.title for agreement in agreements)

    assert found(Agreement.objects.in_force(TODAY)) == ["Long", "Soon"]
    assert found(Agreement.objects.expiring(TODAY)) == ["Soon"]
