"""The places as a picture: dots and lines on a map of land without boundaries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from core.formats import number
from dashboards.queries.places import Connection, Place, Places, Spot


@dataclass(frozen=True)
class Dot:
    """A place on the picture, with its name on the side where there is room."""

    name: str
    x: float
    y: float
    organizations: tuple[str, ...]
    more: str
    is_city: bool
    label_left: bool


@dataclass(frozen=True)
class Line:
    """The pairings between two dots, as the path of an arc."""

    path: str
    title: str
    is_quiet: bool


@dataclass(frozen=True)
class Map:
    """The picture: land, lines, dots, and how many are drawn only in the middle of a country."""

    view_box: str
    land: str
    places: tuple[Dot, ...]
    lines: tuple[Line, ...]
    unplaced: int
    undrawn: int


def draw(places: Places) -> Map | None:
    """Return the map of the places; none where there is nothing to draw, or no land."""
    land = _land()
    if land is None or not (places.places or places.unplaced):
        return None
    return Map(
        view_box=land["viewBox"],
        land=land["path"],
        places=tuple(sorted((_dot(land, place) for place in places.places), key=_from_the_left)),
        lines=tuple(_line(land, connection) for connection in places.connections),
        unplaced=places.unplaced,
        undrawn=places.undrawn,
    )


def _dot(land: dict[str, Any], place: Place) -> Dot:
    left, _top, width, _height = map(float, land["viewBox"].split())
    x, y = _project(land["projection"], place.spot)
    more = _more(place.number - len(place.organizations))
    is_right = x > left + 0.6 * width
    return Dot(place.name, x, y, place.organizations, more, place.is_city, is_right)


def _from_the_left(dot: Dot) -> tuple[float, float]:
    return dot.x, dot.y


def _project(numbers: dict[str, float], spot: Spot) -> tuple[float, float]:
    x = (float(spot.longitude) - numbers["lon0"]) * numbers["kx"]
    y = (numbers["lat0"] - float(spot.latitude)) * numbers["ky"]
    return round(x, 1), round(y, 1)


def _line(land: dict[str, Any], connection: Connection) -> Line:
    start, end = sorted(_project(land["projection"], spot) for spot in connection.ends)
    more = _more(connection.number - len(connection.titles))
    title = "; ".join(filter(None, (*connection.titles, more)))
    return Line(_arc(start, end), title, connection.is_quiet)


def _more(count: int) -> str:
    """Say how many are not named."""
    return _("and %(count)s more") % {"count": number(count)} if count else ""


def _arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a gently bent line, so that two lines between neighbours do not cover each other."""
    (x1, y1), (x2, y2) = start, end
    bend_x = (x1 + x2) / 2 + (y2 - y1) * 0.15
    bend_y = (y1 + y2) / 2 - (x2 - x1) * 0.15
    return f"M{x1} {y1}Q{bend_x:.1f} {bend_y:.1f} {x2} {y2}"


@cache
def _land() -> dict[str, Any] | None:
    """Read the silhouette that the front-end build makes."""
    path = finders.find("land.json")
    if path is None:
        return None
    with Path(path).open(encoding="utf-8") as file:
        land: dict[str, Any] = json.load(file)
    return land
