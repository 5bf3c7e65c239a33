"""Tallies are joined and made anew without a figure changing."""

from datetime import date

import pytest
from django.db import connection

from core.db import as_owner
from dashboards.models import Tally
from dashboards.operations import tallies as operations
from dashboards.queries import tallies
from partnerships.models import Pairing
from tests.factories.dashboards import TallyFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_folding_leaves_one_row_of_a_key_and_the_same_sums():
    for _number in range(3):
        ActionFactory(pairing=Pairing.objects.first() or PairingFactory(), due_on=TODAY)
    before = list(tallies.differences())

    operations.fold()

    keys = Tally.objects.values_list("figure", "country", "unit", "word", "area", "programme")
    assert len(keys) == len(set(keys))
    assert before == list(tallies.differences()) == []


def test_what_comes_to_nothing_is_gone_when_it_is_joined():
    for number in (1, -1):
        TallyFactory(number=number)

    operations.fold()

    assert not Tally.objects.exists()


def test_what_was_spoilt_is_named_and_counted_anew():
    ActionFactory(due_on=TODAY)
    Tally.objects.filter(figure="actions", country=0, unit="d").update(number=5)

    [named] = tallies.differences()
    operations.rebuild()

    assert named == "actions 0 0 0 open d 2026-11-22 2026-11-22: number 5, by the facts 1"
    assert list(tallies.differences()) == []


@pytest.mark.django_db(transaction=True)
def test_under_other_triggers_than_are_declared_all_is_counted_anew():
    ActionFactory(due_on=TODAY)
    Tally.objects.update(number=5)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION tally_partnerships_action() IS 'another rule'")
        operations.see_to_triggers()
        assert list(tallies.differences()) == []

        Tally.objects.update(number=5)
        operations.see_to_triggers()
    # They were as declared: nobody looked.
    assert list(tallies.differences()) != []
