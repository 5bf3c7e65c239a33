from decimal import Decimal

import pytest

from dashboards.queries.places import Connection, Place, Places, Spot
from dashboards.wording import maps

LAND = {
    "viewBox": "0 0 100 100",
    "path": "M0 0H100V100Z",
    "projection": {"lon0": 80, "lat0": 40, "kx": 2, "ky": 3},
}
GUANGZHOU = Spot(Decimal("113.30"), Decimal("23.10"))
CAMBODIA = Spot(Decimal("105.00"), Decimal("12.50"))
PLACES = Places(
    places=(
        Place(CAMBODIA, "Cambodia", "Cambodia", ("NPIC",), is_city=False, number=1),
        Place(GUANGZHOU, "Guangzhou", "China", ("GZITTC",), is_city=True, number=31),
    ),
    connections=(Connection(("Old",), (CAMBODIA, GUANGZHOU), is_quiet=True, number=3),),
    unplaced=1,
)


@pytest.fixture
def _drawn(monkeypatch):
    """Draw on a small square instead of the land that the front end builds."""
    monkeypatch.setattr(maps, "_land", lambda: LAND)


@pytest.mark.usefixtures("_drawn")
def test_a_place_is_a_dot_with_its_name_where_there_is_room():
    drawn = maps.draw(PLACES)

    assert [(p.name, p.x, p.y, p.is_city, p.label_left) for p in drawn.places] == [
        ("Cambodia", 50.0, 82.5, False, False),
        ("Guangzhou", 66.6, 50.7, True, True),
    ]
    assert drawn.unplaced == 1
    assert [place.more for place in drawn.places] == ["", "and 30 more"]


@pytest.mark.usefixtures("_drawn")
def test_a_connection_is_a_bent_line_from_the_left_to_the_right():
    [line] = maps.draw(PLACES).lines

    assert (line.title, line.is_quiet) == ("Old; and 2 more", True)
    assert line.path.startswith("M50.0 82.5Q")
    assert line.path.endswith("66.6 50.7")


@pytest.mark.usefixtures("_drawn")
def test_without_a_place_there_is_no_map():
    assert maps.draw(Places((), (), 0)) is None


@pytest.mark.usefixtures("_drawn")
def test_those_without_a_place_have_a_map_that_names_them():
    assert maps.draw(Places((), (), 1)).unplaced == 1


def test_without_the_built_land_there_is_no_map(monkeypatch):
    monkeypatch.setattr(maps, "_land", lambda: None)

    assert maps.draw(PLACES) is None
