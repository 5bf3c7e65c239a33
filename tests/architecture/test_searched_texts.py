"""What people look for is found, whoever wrote it by whatever way."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from core.search import search_field

ROOT = Path(__file__).resolve().parents[2]
SEARCHED = [model for model in apps.get_models() if search_field(model)]
# Found by the words of what they are about, or of no interest to somebody who looks for a word.
NOT_SEARCHED = {
    # It has no words of its own: a list by country and day.
    "documents.Briefing",
    # One's own, in a list of one's own.
    "dashboards.SavedView",
    # Who may do what is no part of the directory: it has a list of its own, for few.
    "network.Account",
    "network.Membership",
    "notifications.Message",
}


@pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model.__name__)
def test_a_searched_text_has_its_index_and_no_history(model):
    assert [index for index in model._meta.indexes if "search_text" in str(index.expressions)]
    assert "search_text" not in {
        field.name for field in model.history.rel.related_model._meta.fields
    }


def test_what_has_a_page_is_searched():
    paged = {
        model._meta.label
        for model in apps.get_models()
        if hasattr(model, "get_absolute_url") and not model.__module__.startswith("allauth")
    }

    assert paged - NOT_SEARCHED <= {model._meta.label for model in SEARCHED}


def _updated_fields(path):
    for node in ast.walk(ast.parse(path.read_text())):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr == "update" and not node.args:
            yield from (keyword.arg for keyword in node.keywords)


def test_no_statement_changes_a_searched_field_past_its_text():
    """``QuerySet.update`` calls no field's ``pre_save``: ``core.records`` is the way."""
    sources = {name for model in SEARCHED for name in search_field(model).sources}
    changed = {
        f"{path.relative_to(ROOT)}: {name}"
        for app in ("network", "partnerships", "events", "followup", "sample")
        for path in (ROOT / app).rglob("*.py")
        for name in _updated_fields(path)
        if name in sources
    }

    assert changed == set()
