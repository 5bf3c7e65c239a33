"""Tests mirror the code: every module of operations, queries and views has its test."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = [
    f"{app}/{layer}"
    for app in (
        "accounts",
        "notifications",
        "network",
        "partnerships",
        "events",
        "dashboards",
        "sample",
    )
    for layer in ("operations", "queries", "wording", "views")
]
MODULES = [
    path
    for layer in LAYERS
    for path in sorted((ROOT / layer).glob("*.py"))
    if path.stem != "__init__"
]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_module_has_a_test_of_its_own(path):
    relative = path.relative_to(ROOT)
    mirrored = ROOT / "tests" / relative.parent / f"test_{path.stem}.py"

    assert mirrored.exists(), f"write {mirrored.relative_to(ROOT)}"
