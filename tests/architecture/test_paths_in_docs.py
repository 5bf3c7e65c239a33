"""The pages for people name only files, folders and functions that exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "howto").glob("*.md")),
]
# Made when the product runs or is built: a clean clone has none of them.
MADE = ("var", "node_modules", "static/dist")
FOLDERS = "|".join(
    re.escape(path.name)
    for path in ROOT.iterdir()
    if path.is_dir() and path.name not in {*MADE, ".git", ".venv"}
)
# A path begins with a folder of the top; one after a place, a dot or a slash is part of another.
PATH = re.compile(rf"(?<![\w./<>-])(?:{FOLDERS})/[\w./{{}},<>*-]+")
LINK = re.compile(r"\]\(([^)#:\s]+)\)")
LAYERS = "operations|queries|terms|wording|models|enums|views|forms|rules|templatetags"
DOTTED = re.compile(rf"`((?:[a-z]+)\.(?:{LAYERS})(?:\.\w+)+)")
BRACES = re.compile(r"\{([^{}]*)\}")


def paths_in(text: str) -> set[str]:
    """Return the paths that ``text`` names, each of ``a/{b,c}.py`` alone; no patterns."""
    named = {found.rstrip(".,") for found in PATH.findall(text)}
    return {path for name in named for path in _each(name) if not re.search(r"[<>*]", path)}


def _each(name: str) -> list[str]:
    braces = BRACES.search(name)
    if braces is None:
        return [name]
    return [name.replace(braces.group(), one, 1) for one in braces.group(1).split(",")]


def _exists(path: str) -> bool:
    return path.startswith(MADE) or (ROOT / path).exists()


def _is_importable(name: str) -> bool:
    module, *rest = name.split(".")
    found = import_module(module)
    for part in rest:
        try:
            found = getattr(found, part, None) or import_module(f"{found.__name__}.{part}")
        except (ImportError, AttributeError):
            return False
    return True


def test_every_path_in_a_page_exists():
    missing = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in PAGES
        for path in sorted(paths_in(page.read_text(encoding="utf-8")))
        if not _exists(path)
    ]

    assert missing == []


def test_every_link_in_a_page_leads_somewhere():
    missing = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]

    assert missing == []


def test_every_module_or_function_in_a_page_exists():
    missing = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in PAGES
        for name in DOTTED.findall(page.read_text(encoding="utf-8"))
        if not _is_importable(name)
    ]

    assert missing == []


def test_the_search_for_paths_finds_them():
    text = (
        "`core/{db,htmx}.py`, core/errors.py. and templates/<app>/<noun>.html, /etc/core/x; a/docs/"
    )

    assert paths_in(text) == {"core/db.py", "core/htmx.py", "core/errors.py"}
    assert _is_importable("core.models.Record")
    assert not _is_importable("core.models.Nothing.at_all")


def test_every_decision_has_a_number_of_its_own():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]

    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]
    said = [re.findall(r"\A# (\d+)", page.read_text()) for page in pages]
    assert said == [[str(number)] for number in range(1, len(pages) + 1)]
