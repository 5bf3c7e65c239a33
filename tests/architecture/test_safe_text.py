"""Text is escaped where it is shown. What is called safe stands here, with why it is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = [path.parent for path in ROOT.glob("*/apps.py")] + [ROOT / "config"]
# Each joins what Django escaped before: by format_html, a template or conditional_escape.
MARKED = {
    "core/templatetags/_questions.py": "attributes and menus, each part of them escaped",
    "core/templatetags/lists.py": "rows of cells that a table has drawn",
    "core/templatetags/sections.py": "what a template drew",
    "core/templatetags/user_text.py": "a text that was escaped, with a span around its runs",
}
# A mail of plain text has no markup; the help of a field is ours.
UNESCAPED = {
    "accounts/mail/notice.txt",
    "accounts/mail/password_link.txt",
    "bootstrap5/layout/help_text.html",
    "notifications/mail/frame.txt",
}


def _marks(source: str) -> bool:
    return any(
        isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in {"SafeString", "mark_safe"}
        for node in ast.walk(ast.parse(source))
    )


def test_text_is_called_safe_in_few_places():
    found = {
        str(path.relative_to(ROOT))
        for app in APPS
        for path in app.rglob("*.py")
        if "migrations" not in path.parts and _marks(path.read_text())
    }

    assert found == set(MARKED)


def test_templates_escape_what_they_show():
    pattern = re.compile(r"\|\s*safe(?:seq)?\b|autoescape off")
    folder = ROOT / "templates"
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.*")
        if pattern.search(path.read_text())
    }

    assert found <= UNESCAPED
    assert not {name for name in found if name.endswith(".html")} - {
        "bootstrap5/layout/help_text.html"
    }


def test_the_search_for_marks_finds_them():
    assert _marks("from django.utils import safestring\nsafestring.mark_safe(text)")
    assert _marks("SafeString(text)")
    assert not _marks("def f(text: SafeString) -> SafeString: ...")
