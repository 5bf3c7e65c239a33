"""What the browser is sent stays small, and the map can be computed with."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dist() -> Path:
    return settings.BASE_DIR / "static" / "dist"


@pytest.mark.parametrize(
    ("names", "most"),
    [
        (["app.js"], 6_000),
        (["htmx.js"], 18_000),
        (["offline.js", "sw.js"], 5_000),
        (["picker.js"], 2_000),
        (["app.css", "fonts.css"], 20_000),
        (["core.css"], 9_000),
        (["core.js"], 4_200),
        (["land.json"], 3_500),
    ],
)
def test_files_keep_to_their_budget(dist, names, most):
    sizes = [len(gzip.compress((dist / name).read_bytes(), 9)) for name in names]

    assert sum(sizes) <= most


def test_fonts_of_a_page_in_latin_script_keep_to_their_budget(dist):
    latin = [path.stat().st_size for path in (dist / "fonts").glob("*latin*.woff2")]

    assert len(latin) == 3
    assert sum(latin) <= 29_000


def test_the_map_puts_cities_where_its_numbers_say(dist):
    land = json.loads((dist / "land.json").read_text())
    projection = land["projection"]
    left, top, width, height = (float(number) for number in land["viewBox"].split())

    phnom_penh = (
        (104.92 - projection["lon0"]) * projection["kx"],
        (projection["lat0"] - 11.56) * projection["ky"],
    )

    assert left < phnom_penh[0] < left + width
    assert top < phnom_penh[1] < top + height
    assert land["path"].startswith("M")
    assert projection["kx"] * (projection["east"] - projection["west"]) == pytest.approx(
        land["width"]
    )
