"""The agenda keeps its order when a time changes, and moves along with its meeting."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import EventState
from events.operations import agenda, events
from events.terms.agenda import AgendaItemTerms
from events.terms.events import EventTerms, NewDay
from tests.factories.events import AgendaItemFactory, EventFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


def at(hour, day=12):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def titles(event):
    return [item.title for item in event.agenda.all()]


def filled(*times, **facts):
    """Return a meeting at 07:00 of which the items start then; None has no time."""
    usual = {"planned": True, "day": date(2026, 11, 12), "starts_at": at(7)}
    event = EventFactory(**usual | facts)
    for order, hour in enumerate(times):
        start = None if hour is None else at(hour)
        AgendaItemFactory(event=event, title=str(hour), order=order, starts_at=start)
    return event


def edit(event, **changed):
    events.edit(event, replace(EventTerms.of(event), **changed), by=None, today=TODAY)


def starts(event):
    return [item.starts_at for item in event.agenda.all()]


@pytest.mark.parametrize(
    ("item", "hour", "order"),
    [
        (0, 9, ["None", "8", "7", "10"]),
        (3, 6, ["10", "7", "None", "8"]),
        (0, 7, ["7", "None", "8", "10"]),
        (2, None, ["7", "None", "8", "10"]),
    ],
)
def test_an_item_whose_time_changes_goes_where_it_says_and_the_others_stay(item, hour, order):
    event = filled(7, None, 8, 10)
    changed = event.agenda.all()[item]

    start = None if hour is None else at(hour)
    agenda.edit_item(changed, AgendaItemTerms(title=changed.title, starts_at=start), by=None)

    assert titles(event) == order


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ({"starts_at": at(9)}, [at(9), None, at(10)]),
        (
            {"day": date(2026, 11, 14), "starts_at": at(7, day=14)},
            [at(7, day=14), None, at(8, day=14)],
        ),
        (
            {"day": date(2026, 11, 14), "starts_at": None},
            [at(7, day=14), None, at(8, day=14)],
        ),
        ({"place": "Vientiane"}, [at(7), None, at(8)]),
        ({"day": None, "starts_at": None}, [at(7), None, at(8)]),
    ],
)
def test_the_agenda_moves_as_the_meeting_moves(changed, moved):
    event = filled(7, None, 8)

    edit(event, **changed)

    assert starts(event) == moved


def test_the_clock_stays_where_the_zone_changes():
    event = filled(7, 8)

    # 14:00 in Bangkok becomes 14:00 in Yangon.
    edit(event, time_zone="Asia/Yangon", starts_at=at(7) + timedelta(minutes=30))

    assert starts(event) == [at(7) + timedelta(minutes=30), at(8) + timedelta(minutes=30)]


def test_an_end_moves_as_well():
    event = filled(7)
    event.agenda.update(ends_at=at(8))

    edit(event, starts_at=at(9))

    assert event.agenda.get().ends_at == at(10)


def test_a_meeting_that_finds_a_day_again_takes_its_agenda_there():
    event = filled(7, 8, day=None, starts_at=None)

    edit(event, day=date(2026, 11, 20), starts_at=at(7, day=20))

    assert starts(event) == [at(7, day=20), at(8, day=20)]


def test_a_postponed_meeting_takes_its_agenda_to_the_new_day():
    event = filled(7, 8, planned=False, state=EventState.POSTPONED, reason="Floods")

    events.reschedule(
        event, NewDay(day=date(2026, 11, 20), starts_at=at(9, day=20)), by=None, today=TODAY
    )

    assert starts(event) == [at(9, day=20), at(10, day=20)]


def test_a_long_agenda_moves_in_as_many_statements_as_a_short_one():
    short, long = filled(7), filled(*range(7, 20))

    def statements(event):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            edit(event, starts_at=at(6))
        return len(asked)

    assert statements(short) == statements(long)
