"""What is late is told in one way, wherever it stands."""

from datetime import date

import pytest
from django.template import engines

from partnerships.enums import Lateness
from tests.factories.partnerships import ActionFactory, CommitmentFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)


def _rendered(template, **context):
    source = "{% load due_items %}" + template
    return engines["django"].from_string(source).render({"today": TODAY, **context})


def test_an_open_action_is_overdue_past_its_day():
    template = "{% if action|is_late:today %}{% status action.late_as %}{% endif %}"

    shown = _rendered(template, action=ActionFactory(due_on=YESTERDAY))

    assert "Overdue" in shown
    assert "tone-bad" in shown
    for action in (
        ActionFactory(due_on=TODAY),
        ActionFactory(),
        ActionFactory(due_on=YESTERDAY, done=True),
    ):
        assert _rendered(template, action=action) == ""


def test_a_commitment_is_late_when_its_period_is_over():
    template = "{% if commitment|is_late:today %}{% status commitment.late_as %}{% endif %}"
    over = {"starts_on": date(2022, 1, 1), "ends_on": YESTERDAY}

    shown = _rendered(template, commitment=CommitmentFactory(**over))

    assert "Late" in shown
    assert "tone-bad" in shown
    assert _rendered(template, commitment=CommitmentFactory(**over, done=True)) == ""
    assert _rendered(template, commitment=CommitmentFactory()) == ""


def test_both_look_alike():
    looks = {(each.tone, each.icon) for each in Lateness}

    assert looks == {("bad", "alert")}
