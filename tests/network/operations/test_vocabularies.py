"""Words that people extend are added once and never overwritten."""

from __future__ import annotations

import pytest

from network.models import CooperationArea
from network.operations import vocabularies
from tests.factories.network import CooperationAreaFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_a_new_word_is_added():
    area = vocabularies.define(CooperationArea, word={"key": "tot"}, name="Training", by=None)

    assert list(CooperationArea.objects.all()) == [area]


def test_a_word_that_is_there_stays_as_people_have_left_it():
    CooperationAreaFactory(key="tot", name="Training of trainers")

    area = vocabularies.define(CooperationArea, word={"key": "tot"}, name="Other", by=None)

    assert area.name == "Training of trainers"


def test_a_programme_takes_each_other_name_once():
    programme = ProgrammeFactory()

    vocabularies.also_call_programme(programme, name=" The  project ", by=None)
    vocabularies.also_call_programme(programme, name="The project", by=None)

    assert [each.name for each in programme.names.all()] == ["The project"]
