"""Files stay short, named by noun, and used."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [
    "config",
    "core",
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
    "launcher",
    "drills",
]
MODULES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if "migrations" not in path.parts
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LIMIT = 400
JUNK = {"utils", "helpers", "services", "common", "misc", "signals"}
# The launcher's services are servers, not a layer.
SERVERS = {"launcher/services.py"}
# Django, allauth and crispy name these themselves.
FOUND_BY_LIBRARIES = re.compile(
    r"^(\d{3}\.html|account/|mfa/|allauth/|bootstrap5/|django/forms/|django_tables2/|components/)"
)


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_modules_stay_short():
    lengths = {_relative(path): len(path.read_text().splitlines()) for path in [*MODULES, *TESTS]}

    assert {path: length for path, length in lengths.items() if length > LIMIT} == {}


def test_modules_open_with_a_sentence():
    texts = {_relative(path): path.read_text() for path in MODULES}

    assert [p for p, text in texts.items() if text and not text.lstrip().startswith('"""')] == []


def test_nothing_is_named_after_junk():
    named = {_relative(path) for path in MODULES if path.stem in JUNK}

    assert named - SERVERS == set()


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in MODULES)
    templates = sorted((ROOT / "templates").rglob("*.*"))
    markup = "\n".join(path.read_text() for path in templates)
    names = [path.relative_to(ROOT / "templates").as_posix() for path in templates]

    unused = [
        name
        for name in names
        if not FOUND_BY_LIBRARIES.match(name) and not _is_named(name, sources + markup)
    ]

    assert unused == []


def _is_named(name: str, text: str) -> bool:
    """A template is named whole, or a mail by its stem (subject, text and html share it)."""
    stem = re.sub(r"\.(subject|body)\.(txt|html)$|\.(txt|html)$", "", name)
    return name in text or ("/mail/" in name and stem in text)
