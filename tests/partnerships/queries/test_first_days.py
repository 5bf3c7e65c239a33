"""What was late stays late: the first day is kept, whoever moves it and however."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from core.db import as_owner
from partnerships.models import Action, Commitment
from partnerships.queries.first_days import ON_DUE_ITEMS
from tests.factories.partnerships import ActionFactory, CommitmentFactory

pytestmark = pytest.mark.django_db
FIRST, LATER, LATEST = date(2026, 5, 3), date(2026, 7, 1), date(2026, 12, 1)
TODAY = date(2026, 6, 1)
KINDS = [(ActionFactory, Action, "due_on"), (CommitmentFactory, Commitment, "ends_on")]


def moved(make, model, field, days):
    """Return something that was written down long ago, and whose day was moved since."""
    item = make(**{field: days[0]})
    model.objects.filter(pk=item.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    for day in days[1:]:
        setattr(item, field, day)
        item.save()
    item.refresh_from_db()
    return item


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("days", "first", "times"),
    [
        ([FIRST], FIRST, 0),
        ([None, FIRST], FIRST, 0),
        ([FIRST, LATER, LATER, LATEST], FIRST, 2),
        ([FIRST, None, LATEST], FIRST, 1),
        ([None], None, 0),
    ],
)
def test_the_first_day_stays_and_each_move_is_counted(kind, days, first, times):
    item = moved(*kind, days)

    assert (item.first_day, item.times_moved) == (first, times)
    assert [line for kept in ON_DUE_ITEMS for line in kept.differences()] == []


def test_a_day_that_is_put_right_at_once_was_not_moved():
    item = ActionFactory(due_on=date(2062, 5, 3))
    item.due_on = FIRST
    item.save()
    item.refresh_from_db()

    assert (item.first_day, item.times_moved) == (FIRST, 0)
    assert list(ON_DUE_ITEMS[0].differences()) == []


def test_what_was_late_stays_late_unless_it_is_dropped():
    late = moved(ActionFactory, Action, "due_on", [FIRST, LATEST])
    moved(ActionFactory, Action, "due_on", [LATER, LATEST])
    ActionFactory(due_on=FIRST)
    facts = {"state": "done", "reason": "So it is."}
    found = Action.objects.late_at_first(TODAY)
    assert list(found.all()) == [late]

    Action.objects.filter(pk=late.pk).update(**facts, closed_on=FIRST)
    assert not found.all().exists()
    Action.objects.filter(pk=late.pk).update(closed_on=LATER)
    assert list(found.all()) == [late]
    Action.objects.filter(pk=late.pk).update(state="dropped")
    assert not found.all().exists()


@pytest.mark.django_db(transaction=True)
def test_the_history_says_what_is_kept():
    item = moved(CommitmentFactory, Commitment, "ends_on", [FIRST, LATER, LATEST])
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE partnerships_commitment SET first_day = NULL, times_moved = 0")
    [_actions, kept] = ON_DUE_ITEMS
    assert [line.partition(f" {item.pk}: ")[2] for line in kept.differences()] == [
        f"first_day is None, by the facts {FIRST}",
        "times_moved is 0, by the facts 2",
    ]

    assert kept.rebuild() == 1
    assert list(kept.differences()) == []
