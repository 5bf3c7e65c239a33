"""docs/coverage.md names only what exists, and leaves no statement without a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
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


@pytest.mark.parametrize("name", [name for name in NAMED if FIELD.fullmatch(name)])
def test_every_field_exists(name):
    label, model, *field = name.split(".")
    if name in WORDS:
        return

    found = apps.get_model(label, model)

    assert all(found._meta.get_field(each) for each in field)


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


@pytest.mark.parametrize("row", ROWS)
def test_every_statement_has_a_field_and_a_page(row):
    held, shown = row.strip("|").split("|")[-2:]

    assert any(FIELD.fullmatch(name) for name in re.findall(r"`([^`]+)`", held))
    assert any(ADDRESS.fullmatch(name) for name in re.findall(r"`([^`]+)`", shown))
