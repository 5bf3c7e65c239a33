"""Queries give values: words, colours, shapes and addresses are made above them."""

import ast
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
APPS = [Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
WORDS = {"django.utils.translation", "django.urls", "django.utils.formats", "core.formats"}
AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
# The subject of a digest is the mail itself, which is kept as its reader got it.
WRITE_MAILS = {"digests.py"}
LOOKS = {"label", "tone", "icon", "get_absolute_url", "verbose_name"}


def _modules():
    for app in APPS:
        yield from sorted((app / "queries").glob("*.py"))
        yield from app.glob("queries.py")


def words_in(source: str) -> list[str]:
    """Return what ``source`` imports or asks for that a query should not know."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
        else:
            names = set()
        found += sorted(name for name in names if name in WORDS or ".wording" in name)
        if _is_look(node):
            found.append(f"{ast.unparse(node)} in line {node.lineno}")
    return found


def _is_look(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        of_model = isinstance(node.value, ast.Attribute) and node.value.attr == "_meta"
        shown = node.attr.startswith("get_") and node.attr.endswith("_display")
        return shown or (node.attr in LOOKS and not (of_model and node.attr == "label"))
    return isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in LOOKS


def test_no_query_knows_words_looks_or_addresses():
    offenders = {
        path.relative_to(ROOT).as_posix(): found
        for path in _modules()
        if (found := words_in(path.read_text()))
    }

    assert offenders == {}


def test_no_operation_translates_at_once():
    """What it would say could be stored; a refusal is said when it is shown (decision 0022)."""
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for app in APPS
        for layer in ("operations", "planners")
        for path in sorted((app / layer).glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        if path.name not in WRITE_MAILS
        if any(alias.name in AT_ONCE for alias in node.names)
    ]

    assert offenders == []


def test_words_looks_and_addresses_are_found():
    assert words_in("from django.utils.translation import gettext as _")
    assert words_in("from core import formats")
    assert words_in("from partnerships.wording import pairings")
    assert words_in("event.get_absolute_url()")
    assert words_in("state.label")
    assert words_in("event.get_modality_display()")
    assert words_in("class Concern:\n    tone: str")
    assert not words_in("model._meta.label")
    assert not words_in("event.state")
