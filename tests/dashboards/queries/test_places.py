from datetime import date
from decimal import Decimal

import pytest

from dashboards.queries import places
from dashboards.queries.places import Places, Spot, all_places, paired_places
from dashboards.queries.scope import Scope
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

TODAY = date(2026, 11, 22)
GUANGZHOU = Spot(Decimal("113.30"), Decimal("23.10"))
CAMBODIA = Spot(Decimal("105.00"), Decimal("12.50"))
pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    return Scope(user=roles.staff(), today=TODAY)


@pytest.fixture
def guangzhou():
    return OrganizationFactory(
        name="GZITTC",
        city="Guangzhou",
        latitude=Decimal("23.10"),
        longitude=Decimal("113.30"),
        country=CountryFactory(china=True),
    )


@pytest.fixture
def cambodian():
    country = CountryFactory(cambodia=True, latitude=Decimal("12.50"), longitude=Decimal("105.00"))
    return OrganizationFactory(name="NPIC", country=country)


def test_an_institution_is_in_its_city_and_else_in_the_middle_of_its_country(
    scope, guangzhou, cambodian
):
    PairingFactory(parties=[guangzhou, cambodian], last_met_on=date(2026, 11, 1))

    found = paired_places(scope)

    assert [(p.spot, p.name, p.organizations, p.is_city) for p in found.places] == [
        (CAMBODIA, "Cambodia", ("NPIC",), False),
        (GUANGZHOU, "Guangzhou", ("GZITTC",), True),
    ]
    assert found.unplaced == 1


def test_the_institutions_of_a_city_share_its_place(scope, guangzhou, monkeypatch):
    neighbour = OrganizationFactory(
        name="Another",
        city="Guangzhou",
        latitude=Decimal("23.1024"),
        longitude=Decimal("113.2991"),
        country=guangzhou.country,
    )
    PairingFactory(parties=[guangzhou, neighbour])

    found = paired_places(scope)

    assert [place.organizations for place in found.places] == [("Another", "GZITTC")]
    monkeypatch.setattr(places, "NAMES", 1)
    assert paired_places(scope).places[0].organizations == ("Another",)
    assert all_places(scope)[0].organizations == ("Another", "GZITTC")
    assert found.connections == ()


def test_a_connection_joins_the_sides_and_says_when_they_are_quiet(scope, guangzhou, cambodian):
    for title in ("Old", "D", "C", "B"):
        PairingFactory(title=title, parties=[guangzhou, cambodian])

    [connection] = paired_places(scope).connections

    assert (connection.titles, connection.number) == (("B", "C", "D"), 4)
    assert connection.is_quiet
    assert connection.ends == (CAMBODIA, GUANGZHOU)


def test_an_organization_without_any_place_is_named_alone(scope, guangzhou):
    nowhere = OrganizationFactory(name="Nowhere", country=None)
    PairingFactory(parties=[guangzhou, nowhere])

    found = paired_places(scope)

    assert [place.name for place in found.places] == ["Guangzhou"]
    assert found.connections == ()
    assert found.unplaced == 1


def test_a_map_has_room_for_some_places_and_gathers_those_that_are_near(scope, monkeypatch):
    """The name is that of most; what stands there and how many is as it is among few."""
    monkeypatch.setattr(places, "DOTS", 3)
    monkeypatch.setattr(places, "LINES", 1)
    hub = OrganizationFactory(
        name="Hub", city="Vientiane", longitude=Decimal("102.6"), latitude=Decimal("17.97")
    )
    for number in range(4):
        near = OrganizationFactory(
            name=f"Near {number}",
            city="Wuxi" if number else "Suzhou",
            longitude=Decimal("120.3") + Decimal(number) / 10,
            latitude=Decimal("31.5"),
        )
        PairingFactory(title=f"With {number}", parties=[hub, near])
    far = OrganizationFactory(
        name="Far", city="Sanya", longitude=Decimal("109.5"), latitude=Decimal("18.3")
    )
    PairingFactory(parties=[hub, far])

    found = paired_places(scope)

    assert [(place.name, place.number) for place in found.places] == [
        ("Vientiane", 1),
        ("Sanya", 1),
        ("Wuxi", 4),
    ]
    assert [(line.titles, line.number) for line in found.connections] == [
        (("With 0", "With 1", "With 2"), 4)
    ]
    assert found.undrawn == 1
    assert len(all_places(scope)) == 6


def test_without_pairings_there_is_no_place(scope):
    assert paired_places(scope) == Places((), (), 0)
