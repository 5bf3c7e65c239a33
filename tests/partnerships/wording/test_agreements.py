"""Where an agreement stands, and the languages of its texts, in words."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.enums import AgreementState
from partnerships.models import Agreement
from partnerships.queries.agreements import standing
from partnerships.wording.agreements import files, status
from tests.factories.partnerships import AgreementFactory, AgreementFileFactory

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
        ({"ends_on": date(2027, 2, 20)}, "Ends in 3 months", "warn"),
        ({"ends_on": date(2027, 2, 21)}, "In force", "good"),
        ({"is_open_ended": True}, "In force", "good"),
        ({}, "Signed, end not known", "good"),
    ],
)
def test_where_an_agreement_stands_is_said_in_words(facts, label, tone):
    agreement = Agreement(**{"state": AgreementState.SIGNED, **facts})

    found = status(standing(agreement, today=TODAY))

    assert (found.label, found.tone) == (label, tone)


@pytest.mark.django_db
def test_the_texts_say_their_language():
    agreement = AgreementFactory()
    khmer = AgreementFileFactory(agreement=agreement, language="km")
    unknown = AgreementFileFactory(agreement=agreement, language="")

    assert files(agreement) == [(khmer, "Khmer"), (unknown, "")]
