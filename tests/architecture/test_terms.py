"""Terms speak of a model: ``TopicTerms`` of ``Topic``, field by field and with its defaults."""

import importlib
import inspect
from dataclasses import MISSING, fields
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import NOT_PROVIDED

from core.terms import Terms

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for path in ROOT.glob("*/terms/*.py") if path.stem != "__init__")
# What the operation answers where nobody says it: the state of somebody on a list follows from
# the day of the meeting, and a work plan that somebody writes down is proposed.
DERIVED = {"ParticipationTerms.state", "WorkPlanTerms.state"}


def _nouns():
    for path in MODULES:
        name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for _name, member in inspect.getmembers(importlib.import_module(name), inspect.isclass):
            if issubclass(member, Terms) and member.__module__ == name:
                yield member


NOUNS = list(_nouns())


def _model_of(terms):
    app = terms.__module__.split(".")[0]
    return apps.get_model(app, terms.__name__.removesuffix("Terms"))


def test_there_are_terms_to_look_at():
    assert len(NOUNS) > 10


@pytest.mark.parametrize("terms", NOUNS, ids=lambda each: each.__name__)
def test_terms_name_their_fields_as_their_model_does(terms):
    known = {field.name for field in _model_of(terms)._meta.get_fields()}

    assert {field.name for field in fields(terms)} - known == set()


@pytest.mark.parametrize("terms", NOUNS, ids=lambda each: each.__name__)
def test_terms_that_are_not_said_are_those_of_the_model(terms):
    model = _model_of(terms)
    other = [
        field.name
        for field in fields(terms)
        if field.default is not MISSING
        and f"{terms.__name__}.{field.name}" not in DERIVED
        and not _same(field.default, model._meta.get_field(field.name))
    ]

    assert other == []


def _same(said, field):
    if field.default is NOT_PROVIDED:
        return said is None if field.null else said == ""
    usual = field.get_default()
    return said == (tuple(usual) if isinstance(usual, list) else usual)
