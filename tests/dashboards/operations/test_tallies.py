"""Tallies are joined and made anew without a figure changing."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import Sum

from core.db import as_owner
from dashboards.models import Tally
from dashboards.operations import tallies as operations
from dashboards.queries import tallies
from partnerships.models import Pairing, ProgressUpdate
from tests.factories.dashboards import TallyFactory
from tests.factories.network import PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    PairingFactory,
    PeopleReachedFactory,
    ProgressUpdateFactory,
)

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


def test_of_what_was_just_added_there_is_one_row_until_it_is_joined():
    ActionFactory(due_on=TODAY)

    [added] = Tally.objects.filter(figure="actions")
    operations.fold()

    assert (added.unit, added.number, added.countries[0], added.programmes[0]) == ("", 1, 0, 0)
    units = Tally.objects.filter(figure="actions", country=0, programme=0)
    assert {(each.unit, each.day) for each in units} == {("d", TODAY), ("m", date(2026, 11, 1))}


def test_what_is_corrected_in_the_same_statement_is_not_counted():
    first = ProgressUpdateFactory()
    PeopleReachedFactory(progress_update=first, total=9)
    old, new = (
        ProgressUpdateFactory.build(pk=first.pk + number, pairing=first.pairing, submitted_by=None)
        for number in (1, 2)
    )
    for each in (old, new):
        each.author = PersonFactory()
    old.supersedes, new.supersedes = first, old

    ProgressUpdate.objects.bulk_create([old, new])
    assert list(tallies.differences()) == []
    ProgressUpdate.objects.filter(pk=new.pk).update(submitted_at=datetime(2025, 1, 1, tzinfo=UTC))
    assert list(tallies.differences()) == []
    ProgressUpdate.objects.filter(pk__in=(old.pk, new.pk))._raw_delete("default")
    assert list(tallies.differences()) == []
    assert Tally.objects.filter(word="sent").aggregate(Sum("number"))["number__sum"] == 1


def test_what_was_spoilt_is_named_and_counted_anew():
    ActionFactory(due_on=TODAY)
    operations.fold()
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
