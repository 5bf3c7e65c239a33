"""Tests mirror the code: every module of operations, queries and views has its test."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = [
    f"{app}/{layer}"
    for app in (
        "accounts",
        "notifications",
        "network",
        "partnerships",
        "events",
        "followup",
        "dashboards",
        "documents",
        "sample",
    )
    for layer in ("operations", "planners", "queries", "renderers", "wording", "views")
]
MODULES = [
    path
    for layer in LAYERS
    for path in sorted((ROOT / layer).glob("*.py"))
    if path.stem != "__init__"
]


def _mirror(path):
    relative = path.relative_to(ROOT)
    return ROOT / "tests" / relative.parent / f"test_{path.stem}.py"


def test_every_module_has_a_test_of_its_own():
    to_write = [mirror for mirror in map(_mirror, MODULES) if not mirror.exists()]

    assert [mirror.relative_to(ROOT).as_posix() for mirror in to_write] == []
