"""The list of agreed areas is narrowed by what stands in its address."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from partnerships.filters import CommitmentFilter
from partnerships.models import Commitment
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import CommitmentFactory
from tests.factories.roles import staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def found(query: str) -> list[str]:
    filterset = CommitmentFilter(
        QueryDict(query), Commitment.objects.all(), today=TODAY, user=staff()
    )
    return sorted(commitment.text for commitment in filterset.qs)


def test_by_country_area_and_programme():
    side = OrganizationFactory(country=CountryFactory(laos=True))
    area = CooperationAreaFactory(key="tot")
    programme = ProgrammeFactory(key="ilo-china")
    CommitmentFactory(text="Country", pairing__parties=[side])
    CommitmentFactory(text="Area", area__parent=area)
    CommitmentFactory(text="Programme", pairing__programme=programme)
    CommitmentFactory(text="Itself", area=area)

    assert found("country=LA") == ["Country"]
    assert found("area=tot") == ["Area", "Itself"]
    assert found("programme=ilo-china") == ["Programme"]


def test_by_state_firmness_and_pairing():
    begun = CommitmentFactory(text="Begun", state="in_progress", firmness="wished")
    CommitmentFactory(text="Open")
    CommitmentFactory(text="Done", done=True)

    assert found("state=open&state=in_progress") == ["Begun", "Open"]
    assert found("firmness=wished") == ["Begun"]
    assert found(f"pairing={begun.pairing_id}") == ["Begun"]


def test_by_lateness_and_the_day_on_which_it_was_agreed():
    CommitmentFactory(text="Late", ends_on=date(2022, 12, 31), agreed_on=date(2022, 1, 21))
    CommitmentFactory(text="Not yet", ends_on=date(2027, 12, 31), agreed_on=date(2026, 1, 1))

    assert found("late=1") == ["Late"]
    assert found("agreed_from=2022-01-21&agreed_to=2022-12-31") == ["Late"]
    assert found("") == ["Late", "Not yet"]
