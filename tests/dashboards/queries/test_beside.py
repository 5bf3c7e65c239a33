"""A country beside the network: what its reader may know of both."""

from datetime import date

import pytest
from django.urls import reverse

from dashboards.queries import beside
from dashboards.queries.scope import Scope
from dashboards.views import parts
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import (
    CountryFactory,
    InterestFactory,
    OrganizationFactory,
    OrganizationKindFactory,
)
from tests.factories.partnerships import PairingFactory

TODAY = date(2026, 11, 22)
URL = reverse("dashboards:network")
pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    laos = CountryFactory(laos=True)
    college = OrganizationFactory(country=laos)
    InterestFactory(organization=college)
    InterestFactory(organization=OrganizationFactory())
    OrganizationFactory(kind=OrganizationKindFactory(ministry=True))
    return laos


def rows(page):
    return [*page.context["numbers"], *page.context["directory"]]


@pytest.mark.parametrize("role", [roles.official, roles.staff])
def test_every_number_of_the_directory_is_the_length_of_its_list(signed_in, laos, role):
    user = role(laos) if role is roles.official else role()
    scope, client = Scope(user=user, today=TODAY, country=laos), signed_in(user)

    found = beside.directory(scope, laos)

    assert sorted((each.own, each.network) for each in found) == [(0, 1), (1, 2), (1, 2), (1, 3)]
    for row in parts.beside(scope)[-4:]:
        for number, url in ((row.own, row.own_url), (row.network, row.network_url)):
            assert str(len(client.get(url).context["table"].data)) == number, url


def test_who_sees_the_whole_network_sees_its_other_numbers(signed_in, laos):
    EventFactory(pairings=[PairingFactory(parties=[OrganizationFactory(country=laos)])])
    EventFactory(pairings=[PairingFactory()])

    page = signed_in(roles.staff()).get(URL, {"country": "LA"})

    first = page.context["numbers"][0]
    assert (first.label, first.own, first.network) == ("Open pairings", "1", "2")


@pytest.mark.parametrize("role", [roles.official, roles.coordinator])
def test_nobody_is_told_by_a_sum_what_others_do(signed_in, laos, role):
    client = signed_in(role(laos))
    sides = [OrganizationFactory(), OrganizationFactory()]
    before = rows(client.get(URL))

    EventFactory(pairings=[PairingFactory(parties=sides)])

    assert rows(client.get(URL)) == before
    assert "Open pairings" not in {row.label for row in before}


def test_without_a_country_nothing_stands_beside(signed_in, laos):
    page = signed_in(roles.staff()).get(URL)

    assert rows(page) == []
    assert "Choose a country" in page.content.decode()
