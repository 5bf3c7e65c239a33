"""Where an agreement stands is derived from its days."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.enums import AgreementState
from partnerships.models import Agreement
from partnerships.queries.agreements import standing
from tests.factories.partnerships import AgreementFactory

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("facts", "label", "tone"),
    [
        ({"state": AgreementState.DRAFT}, "Draft", "quiet"),
        ({"state": AgreementState.SUSPENDED}, "Suspended", "warn"),
        ({"starts_on": date(2026, 11, 23)}, "Signed, not begun", "new"),
        ({"ends_on": date(2026, 11, 21)}, "Expired", "warn"),
        ({"ends_on": TODAY}, "Ends today", "warn"),
        ({"ends_on": date(2026, 11, 23)}, "Ends in 1 day", "warn"),
        ({"ends_on": date(2027, 2, 20)}, "Ends in 90 days", "warn"),
        ({"ends_on": date(2027, 2, 21)}, "In force", "good"),
        ({"is_open_ended": True}, "In force", "good"),
        ({}, "Signed, end not known", "good"),
    ],
)
def test_the_calendar_decides_where_an_agreement_stands(facts, label, tone):
    agreement = Agreement(**{"state": AgreementState.SIGNED, **facts})

    found = standing(agreement, today=TODAY)

    assert (found.label, found.tone) == (label, tone)


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
    assert found(Agreement.objects.expired(TODAY)) == ["Over"]
