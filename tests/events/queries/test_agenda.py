"""What overlaps on an agenda, and when the next item starts."""

from datetime import UTC, datetime

import pytest

from events.queries.agenda import next_start, overlaps
from tests.factories.events import AgendaItemFactory, EventFactory


def at(hour):
    return datetime(2026, 11, 12, hour, tzinfo=UTC)


def item(pk, starts=None, ends=None):
    return AgendaItemFactory.build(
        pk=pk,
        event=EventFactory.build(),
        starts_at=at(starts) if starts else None,
        ends_at=at(ends) if ends else None,
    )


@pytest.mark.parametrize(
    ("items", "beside"),
    [
        ([item(1, 7, 8), item(2, 8, 9), item(3)], {}),
        ([item(1, 7, 9), item(2, 8, 10)], {1: 2, 2: 1}),
        ([item(1, 7, 12), item(2, 8, 9), item(3, 10)], {1: 2, 2: 1, 3: 1}),
        ([item(1, 7, 8), item(2, 9, 10), item(3, 7, 8)], {1: 3, 3: 1}),
        ([item(1, 7), item(2, 7), item(3, 6, 7)], {}),
    ],
)
def test_items_that_go_on_at_the_same_time_are_found(items, beside):
    assert {pk: other.pk for pk, other in overlaps(items).items()} == beside


@pytest.mark.parametrize(
    ("items", "start"),
    [
        ([], at(7)),
        ([item(1, 7, 8)], at(8)),
        ([item(1, 7, 8), item(2, 8)], None),
        ([item(1, 7, 8), item(2)], None),
    ],
)
def test_the_next_item_starts_when_the_last_ends_as_far_as_that_is_known(items, start):
    event = EventFactory.build(starts_at=at(7))

    assert next_start(event, items) == start
