from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.queries.numbers import (
    ActionsDue,
    Before,
    HeadCounts,
    Overview,
    head_counts,
    overview,
)
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from events.enums import EventState
from events.models import Event
from partnerships.enums import ActionState, PairingPhase
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory
from tests.factories.network import CooperationAreaFactory, OrganizationFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    return Scope(user=roles.staff(), today=TODAY, period=Period.TWO_YEARS)


def test_an_empty_network_has_nothing_and_does_not_say_zero_people(scope):
    nobody = HeadCounts(None, None, 0, workshops=0, workshops_with_figure=0)
    assert overview(scope) == Overview(
        open_pairings=0,
        begun_pairings=0,
        head_counts=nobody,
        actions=ActionsDue(0, 0, 0),
        before=Before(0, nobody, ActionsDue(0, 0, 0)),
    )


def test_pairings_count_while_they_are_open(scope):
    PairingFactory(started_on=date(2026, 5, 1))
    PairingFactory()
    PairingFactory(phase=PairingPhase.CONCLUDED, closed_on=date(2026, 1, 1))

    numbers = overview(scope)

    assert (numbers.open_pairings, numbers.begun_pairings) == (2, 1)


def test_workshops_count_when_they_took_place_in_the_period(scope):
    EventFactory(day=date(2026, 11, 12))
    EventFactory(day=date(2026, 11, 12), state=EventState.PLANNED)
    EventFactory(day=date(2024, 11, 12))
    EventFactory(day=date(2020, 1, 1))

    numbers = overview(scope)

    assert (numbers.workshops, numbers.before.head_counts.workshops) == (1, 1)


def test_over_all_years_nothing_began_in_them_or_lies_before(scope):
    EventFactory(day=date(2020, 1, 1))

    numbers = overview(replace(scope, period=Period.ALL_YEARS))

    assert (numbers.workshops, numbers.before) == (1, None)
    assert numbers.begun_pairings is None


def test_participants_add_up_what_is_known(scope):
    HeadCountFactory(event=EventFactory(), people=17)
    HeadCountFactory(event=EventFactory(), people=34, women=17, persons_with_disabilities=2)
    EventFactory()

    assert overview(scope).head_counts == HeadCounts(
        people=51,
        women=17,
        people_where_women_known=34,
        workshops=3,
        workshops_with_figure=2,
        persons_with_disabilities=2,
    )


def test_a_part_of_the_people_is_not_added_to_the_whole():
    event = EventFactory()
    HeadCountFactory(event=event, people=17)
    HeadCountFactory(event=event, people=9, organization=OrganizationFactory())
    EventFactory()

    assert head_counts(Event.objects.all()) == HeadCounts(
        people=17, women=None, people_where_women_known=0, workshops=2, workshops_with_figure=1
    )


def test_women_are_not_counted_where_nobody_knows_of_how_many():
    HeadCountFactory(event=EventFactory(), people=None, women=5)

    assert head_counts(Event.objects.all()) == HeadCounts(None, None, 0, 1, 0)


def test_actions_on_time_are_those_done_by_their_day(scope):
    pairing = PairingFactory()
    done = {"pairing": pairing, "state": ActionState.DONE}
    ActionFactory(**done, due_on=date(2026, 11, 1), closed_on=date(2026, 11, 1))
    ActionFactory(**done, due_on=date(2026, 11, 1), closed_on=date(2026, 11, 2))
    ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))
    ActionFactory(pairing=pairing, due_on=date(2027, 1, 1))
    ActionFactory(pairing=pairing)

    assert overview(scope).actions == ActionsDue(total=3, on_time=1, overdue=1)


def test_head_counts_of_an_area_are_added_up_once(scope):
    with CaptureQueriesContext(connection) as asked:
        overview(replace(scope, area=CooperationAreaFactory(), is_compared=False))

    sums = [each["sql"] for each in asked.captured_queries if "headcount" in each["sql"]]
    assert len(sums) == 1
