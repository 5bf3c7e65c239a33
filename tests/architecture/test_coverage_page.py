"""docs/coverage.md names only what exists, and leaves no statement without a place."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import get_resolver

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([^`]+)`", PAGE)))
FIELD = re.compile(r"[a-z]+\.[A-Z]\w+(\.\w+)?")
ADDRESS = re.compile(r"[a-z]+:[a-z-]+")
STATEMENTS = re.findall(r"^\| (\d)\.(\d+) \|.*$", PAGE, re.MULTILINE)
ROWS = re.findall(r"^\| \d\.\d+ \| .*$", PAGE, re.MULTILINE)
WORDS = {"app.Model.field", "app:page", "bin/test", "manage.py load_network"}


def addresses() -> set[str]:
    return {
        f"{namespace}:{name}"
        for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }


def test_every_field_exists():
    named = [name for name in NAMED if FIELD.fullmatch(name) and name not in WORDS]

    assert [name for name in named if not _is_field(name)] == []


def _is_field(name: str) -> bool:
    label, model, *field = name.split(".")
    try:
        found = apps.get_model(label, model)
        return all(found._meta.get_field(each) for each in field)
    except (LookupError, FieldDoesNotExist):
        return False


def test_every_page_exists():
    named = {name for name in NAMED if ADDRESS.fullmatch(name)} - WORDS

    assert named - addresses() == set()


def test_every_other_name_is_a_file_or_a_command():
    others = [name for name in NAMED if not FIELD.fullmatch(name) and not ADDRESS.fullmatch(name)]

    assert [name for name in others if name not in WORDS and not (ROOT / name).exists()] == []


def test_the_statements_are_numbered_without_a_gap():
    by_document: dict[str, list[int]] = {}
    for document, number in STATEMENTS:
        by_document.setdefault(document, []).append(int(number))

    assert {document: len(numbers) for document, numbers in by_document.items()} == {
        "1": 33,
        "2": 21,
        "3": 15,
        "4": 8,
        "5": 16,
    }
    assert all(numbers == sorted(set(numbers)) for numbers in by_document.values())


def test_every_statement_has_a_field_and_a_page():
    assert ROWS != []
    assert [row for row in ROWS if not _has_a_field_and_a_page(row)] == []


def _has_a_field_and_a_page(row: str) -> bool:
    held, shown = (re.findall(r"`([^`]+)`", cell) for cell in row.strip("|").split("|")[-2:])
    return any(map(FIELD.fullmatch, held)) and any(map(ADDRESS.fullmatch, shown))
