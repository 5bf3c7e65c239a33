from datetime import date
from decimal import Decimal

import pytest

from dashboards.queries import places
from dashboards.queries.scope import Scope
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory

TODAY = date(2026, 11, 22)
LAND = {
    "viewBox": "0 0 100 100",
    "path": "M0 0H100V100Z",
    "projection": {"lon0": 80, "lat0": 40, "kx": 2, "ky": 3},
}
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


@pytest.fixture
def drawn(monkeypatch):
    """Draw on a small square instead of the land that the front end builds."""
    monkeypatch.setattr(places, "_land", lambda: LAND)


def test_a_city_on_record_is_a_dot_and_else_the_middle_of_the_country(
    scope, guangzhou, cambodian, drawn
):
    PairingFactory(parties=[guangzhou, cambodian], last_met_on=date(2026, 11, 1))

    told = places.network_map(scope)

    assert [(p.name, p.x, p.y, p.is_city, p.label_left) for p in told.places] == [
        ("Cambodia", 50.0, 82.5, False, False),
        ("Guangzhou", 66.6, 50.7, True, True),
    ]
    assert told.unplaced == ("NPIC",)


def test_a_line_joins_the_sides_and_says_when_they_are_quiet(scope, guangzhou, cambodian, drawn):
    PairingFactory(title="Old", parties=[guangzhou, cambodian])

    [line] = places.network_map(scope).lines

    assert (line.title, line.is_quiet) == ("Old", True)
    assert line.path.startswith("M50.0 82.5Q")
    assert line.path.endswith("66.6 50.7")


def test_an_organization_without_any_place_is_named_and_not_drawn(scope, guangzhou, drawn):
    nowhere = OrganizationFactory(name="Nowhere", country=None)
    PairingFactory(parties=[guangzhou, nowhere])

    told = places.network_map(scope)

    assert [place.name for place in told.places] == ["Guangzhou"]
    assert told.lines == ()
    assert told.unplaced == ("Nowhere",)


def test_without_pairings_there_is_no_map(scope, drawn):
    assert places.network_map(scope) is None


def test_without_the_built_land_there_is_no_map(scope, guangzhou, monkeypatch):
    PairingFactory(parties=[guangzhou])
    monkeypatch.setattr(places, "_land", lambda: None)

    assert places.network_map(scope) is None
