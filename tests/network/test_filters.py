"""The questions that narrow the directory."""

from datetime import date

import pytest

from network.enums import InterestKind
from network.filters import OrganizationFilter
from network.models import Organization
from partnerships.enums import PairingPhase
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationKindFactory,
)
from tests.factories.partnerships import CommitmentFactory, PairingFactory
from tests.factories.roles import staff

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def found(**data):
    everything = Organization.objects.order_by("name")
    rows = OrganizationFilter(data, everything, today=TODAY, user=staff())
    return [one.name for one in rows.qs]


def test_by_country_and_kind():
    china = CountryFactory(china=True)
    OrganizationFactory(name="Chinese college", country=china)
    OrganizationFactory(
        name="Chinese ministry", country=china, kind=OrganizationKindFactory(ministry=True)
    )
    OrganizationFactory(name="Other college")

    assert found(country="CN") == ["Chinese college", "Chinese ministry"]
    assert found(country="CN", kind="ministry") == ["Chinese ministry"]
    assert found() == ["Chinese college", "Chinese ministry", "Other college"]


def test_by_pairing():
    paired, ended = OrganizationFactory(name="Paired"), OrganizationFactory(name="Ended")
    alone = OrganizationFactory(name="Alone")
    PairingFactory(parties=[paired])
    PairingFactory(parties=[ended], phase=PairingPhase.CONCLUDED, closed_on="2024-01-01")
    InterestFactory(organization=alone, kind=InterestKind.NEED)
    InterestFactory(organization=paired, kind=InterestKind.OFFER)

    assert found(link="paired") == ["Paired"]
    assert found(link="unpaired") == ["Alone", "Ended"]
    assert found(link="looking") == ["Alone"]


def test_by_area_whether_wanted_or_agreed_and_in_the_areas_below():
    digital = CooperationAreaFactory(key="digital")
    robots = CooperationAreaFactory(key="robots", parent=digital)
    wants, agreed = OrganizationFactory(name="Wants"), OrganizationFactory(name="Agreed")
    OrganizationFactory(name="Neither")
    InterestFactory(organization=wants, area=robots)
    CommitmentFactory(pairing=PairingFactory(parties=[agreed]), area=digital)

    assert found(area="digital") == ["Agreed", "Wants"]
    assert found(area="robots") == ["Wants"]


def test_an_unknown_choice_leaves_nothing():
    OrganizationFactory(name="One")

    assert found(country="XX", link="nonsense") == []
