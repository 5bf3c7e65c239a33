"""Only operations and commands write."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    "accounts",
    "audit",
    "notifications",
    "network",
    "partnerships",
    "events",
    "followup",
    "dashboards",
    "documents",
    "sample",
]
WRITES = {
    "save",
    "create",
    "delete",
    "update_or_create",
    "get_or_create",
    "bulk_create",
    "bulk_update",
    "acreate",
    "asave",
    "adelete",
}
# The manager makes users for Django's own createsuperuser; allauth's adapter saves its forms.
# A Word file is saved, no row.
EXCUSED = {"accounts/models.py", "documents/renderers/docx.py"}


def _sources():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).parts
            if "migrations" in parts or "management" in parts or "operations" in str(parts):
                continue
            if path.relative_to(ROOT).as_posix() not in EXCUSED:
                yield path


def writes_in(source: str) -> list[str]:
    """Return the calls in ``source`` that write rows."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in WRITES or _is_queryset_update(node):
            found.append(f"{node.lineno}: .{node.func.attr}(")
    return found


def _is_queryset_update(call: ast.Call) -> bool:
    """``update`` of a dict or a hash takes something by place; a queryset's takes keywords only."""
    return call.func.attr == "update" and bool(call.keywords) and not call.args


def test_nothing_but_operations_writes():
    found = {path.relative_to(ROOT).as_posix(): writes_in(path.read_text()) for path in _sources()}

    assert len(found) > 100
    assert {path: writes for path, writes in found.items() if writes} == {}


def test_the_search_for_writes_finds_them():
    planted = "Pairing.objects.filter(pk=1).update(title='x')\npairing.save()\n{}.update({1: 2})"

    assert writes_in(planted) == ["1: .update(", "2: .save("]
