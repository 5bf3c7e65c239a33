"""docs/asvs.md is what its map says, the map names only what exists, and no section is red."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests import asvs

SOUND = asvs.Section("V3.3", "cookies", 1, 3, "yes", ("check:lint",), (), "")


def test_every_section_is_held_by_what_exists():
    assert [fault for each in asvs.sections() for fault in asvs.faults(each)] == []


def test_the_page_is_what_the_map_says():
    assert asvs.PAGE.read_text(encoding="utf-8") == asvs.page(), "python -m tests.asvs"


def test_the_map_knows_the_sections_of_the_standard():
    known = asvs.sections()

    assert len({each.number for each in known}) == len(known) == 67
    assert sum(each.first for each in known) == 70
    assert sum(each.second for each in known) == 183


@pytest.mark.parametrize(
    "changed",
    [
        {"holders": ()},
        {"holders": ("tests/config/test_logs.py::test_nothing_like_it",)},
        {"holders": ("tests/nowhere.py",)},
        {"holders": ("check:luck",)},
        {"holders": ("setting:LUCK",)},
        {"holders": ("docs/security.md#Nothing-like-it",)},
        {"missing": ("3.3.1",)},
        {"missing": ("4.1.1",), "words": "4.1.1"},
        {"applies": "no"},
        {"applies": "perhaps"},
    ],
)
def test_what_is_wrong_is_found(changed):
    assert asvs.faults(SOUND) == []
    assert asvs.faults(replace(SOUND, **changed)) != []
