"""The pages for people name only files, folders, functions and commands that exist."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management import get_commands, load_command_class

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
# Settings are not imported: those of an installation ask for its secrets.
INSIDE = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"config", "tests"}
PACKAGES = "|".join(sorted(INSIDE))
DOTTED = re.compile(rf"`@?((?:{PACKAGES})(?:\.\w+)+)(?=[`(])")
COMMAND = re.compile(r"manage\.py\s+(\w+)((?:\s+--[\w-]+(?:\s+[A-Z]+\b)?)*)")
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


def _is_known(name: str) -> bool:
    """Say whether it is code, a noun of an app, an act of it, or a word that the code says.

    Such words are permissions, mails, tasks and checks.
    """
    app, rest = name.split(".", 1)
    inside = (f"{app}.{layer}.{rest}" for layer in ("models", "enums"))
    ways = (name, f"{app}.operations.{name}", *inside)
    return name in _said() or any(_is_importable(way) for way in ways)


@cache
def _said() -> set[str]:
    sources = (path for name in INSIDE for path in (ROOT / name).rglob("*.py"))
    return {
        said
        for path in sources
        for said in re.findall(r'"([a-z]+\.\w+)"', path.read_text(encoding="utf-8"))
    }


def unknown_commands(text: str) -> list[str]:
    """Return each command of ``text``, or option of one, that there is not."""
    return [
        f"{name} {option}".strip()
        for name, said in COMMAND.findall(text)
        for option in ("", *re.findall(r"--[\w-]+", said))
        if not _is_command(name, option)
    ]


def _is_command(name: str, option: str) -> bool:
    app: Any = get_commands().get(name)
    if not option or app is None:
        return app is not None
    command = app if not isinstance(app, str) else load_command_class(app, name)
    return option in command.create_parser("manage.py", name)._option_string_actions


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
        if not _is_known(name)
    ]

    assert missing == []


def test_every_command_in_a_page_is_one():
    missing = {
        page.relative_to(ROOT).as_posix(): unknown
        for page in PAGES
        if (unknown := unknown_commands(page.read_text(encoding="utf-8")))
    }

    assert missing == {}


def test_the_search_for_commands_finds_them():
    text = "`manage.py forget --now`, `manage.py\nforget --never`, manage.py remember it"

    assert unknown_commands(text) == ["forget --never", "remember"]


def test_the_search_for_paths_finds_them():
    text = (
        "`core/{db,htmx}.py`, core/errors.py. and templates/<app>/<noun>.html, /etc/core/x; a/docs/"
    )

    assert paths_in(text) == {"core/db.py", "core/htmx.py", "core/errors.py"}
    assert _is_importable("core.models.Record")
    assert not _is_importable("core.models.Nothing.at_all")
    assert DOTTED.findall("`core.db`, `@events.x(y)`, `core.db and`") == ["core.db", "events.x"]
    assert all(map(_is_known, ("events.log", "network.Person", "partnerships.sign_agreement")))
    assert not _is_known("partnerships.keep_word")


def test_every_decision_has_a_number_of_its_own():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]

    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]
    said = [re.findall(r"\A# (\d+)", page.read_text()) for page in pages]
    assert said == [[str(number)] for number in range(1, len(pages) + 1)]
