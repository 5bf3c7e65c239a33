from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from dashboards.enums import Gap
from dashboards.queries import gaps
from dashboards.queries.scope import Scope
from dashboards.wording import gaps as gap_wording
from network.enums import InterestKind
from network.models import Organization
from partnerships.enums import AgreementState
from tests.factories import roles
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
)
from tests.factories.partnerships import AgreementFactory, CommitmentFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22T05:00:00Z", tick=False):
        yield


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


def in_force(**facts):
    return AgreementFactory(state=AgreementState.SIGNED, **facts)


@pytest.fixture
def network(laos):
    """Of each gap one in Laos and one elsewhere."""
    whole = CooperationAreaFactory(key="digital")
    part = CooperationAreaFactory(key="robots", parent=whole)
    for country in (laos, CountryFactory()):
        here = {"country": country}
        alone, silent, met = (OrganizationFactory(**here) for _number in range(3))
        PairingFactory(parties=[silent, OrganizationFactory(**here)])
        FocalPointFactory(organization=silent)
        for each in (alone, met):
            InterestFactory(organization=each, kind=InterestKind.NEED, area=whole)
        InterestFactory(organization=alone, kind=InterestKind.OFFER, area=whole)
        CommitmentFactory(pairing=PairingFactory(parties=[met]), area=part)
        FocalPointFactory(organization=met, starts_on=date(2026, 11, 1))
        renewed = in_force(parties=[alone], ends_on=date(2026, 12, 1))
        in_force(parties=[alone], ends_on=date(2027, 5, 21), renews=renewed)
        in_force(parties=[alone], ends_on=date(2027, 5, 22))
    InterestFactory(organization=alone, kind=InterestKind.NEED, area=part)
    old = datetime(2025, 11, 1, tzinfo=UTC)
    Organization.objects.filter(pk=silent.pk).update(updated_at=old)


@pytest.fixture
def length(signed_in):
    def count(user, url):
        response = signed_in(user).get(url)
        assert response.context["filter"].misread == {}
        return len(response.context["table"].data)

    return count


@pytest.mark.usefixtures("network")
def test_each_gap_is_the_length_of_its_list(laos, length):
    official = roles.official(laos)
    whole = Scope(user=roles.staff(), today=TODAY)
    house = Organization.objects.filter(country=laos).earliest("pk")
    for scope in (
        whole,
        replace(whole, country=laos),
        Scope(user=official, today=TODAY),
        replace(whole, organization=house),
        Scope(user=roles.focal_point(house), today=TODAY),
    ):
        found = gaps.gaps(scope)
        for each, shown in zip(found, gap_wording.missing(found, scope), strict=True):
            assert length(scope.user, shown.url) == each.number <= each.of, (scope, each)
            assert shown.number == str(each.number)


@pytest.mark.usefixtures("network")
def test_gaps_are_those_of_the_scope(laos):
    whole = Scope(user=roles.staff(), today=TODAY)
    found = {each.gap: (each.number, each.of) for each in gaps.gaps(replace(whole, country=laos))}

    assert found == {
        Gap.UNPAIRED: (1, 4),
        Gap.UNANSWERED: (1, 3),
        Gap.SILENT: (1, 3),
        Gap.ENDING: (1, 3),
        Gap.STALE: (0, 4),
    }


@pytest.mark.usefixtures("network")
def test_each_number_of_an_area_is_the_length_of_its_list(laos, length):
    whole = Scope(user=roles.staff(), today=TODAY)
    for scope in (
        whole,
        replace(whole, country=laos),
        Scope(user=roles.official(laos), today=TODAY),
    ):
        for area in gap_wording.areas(gaps.wanted(scope), scope):
            for cell in area.cells:
                if cell.url:
                    assert str(length(scope.user, cell.url)) == cell.number, (scope, area, cell)


@pytest.mark.usefixtures("network")
def test_needs_and_offers_of_each_area(laos):
    whole = Scope(user=roles.staff(), today=TODAY)
    robots = gaps.wanted(whole)[1].area

    def numbers(scope):
        return [tuple(vars(each).values())[1:] for each in gaps.wanted(scope)]

    assert numbers(whole) == [(4, 2, 2, 2, 2), (1, 1, 0, 0, 0)]
    assert numbers(replace(whole, country=laos)) == [(2, 1, 1, 1, 2)]
    assert numbers(replace(whole, area=robots)) == [(1, 1, 0, 0, 0)]
    assert [row.is_unserved for row in gap_wording.areas(gaps.wanted(whole), whole)] == [
        False,
        True,
    ]
