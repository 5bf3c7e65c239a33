"""After any history the figures of each reader are what somebody counts by hand."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.queries import figures, numbers, people, promises, tallies
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from events.queries.kept import KEPT
from tests.dashboards.by_hand import (
    by_hand,
    meetings_by_hand,
    people_by_hand,
    promises_by_hand,
)
from tests.dashboards.histories import FILTERS, HISTORIES, HOW, TODAY, World

pytestmark = pytest.mark.django_db


def meetings_on_the_page(scope):
    overview, quarters = numbers.overview(scope), figures.by_quarter(scope)
    before = overview.before
    found = {
        ((quarter.start.year, quarter.number), how): number
        for quarter in quarters.quarters
        for how, number in quarter.counts.items()
    }
    found |= {(None, how): number for how, number in quarters.elsewhere.items()}
    shown = {key: number for key, number in found.items() if number}
    return overview.head_counts, shown, before and before.head_counts


def on_the_page(scope):
    overview = numbers.overview(scope)
    areas = {
        area.key: [area.done, area.started, area.not_started, area.dropped]
        for area in figures.areas(scope)
    }
    return overview.open_pairings, overview.begun_pairings, overview.actions, areas


def promised(scope):
    return tuple(
        {line.key: line.sums for line in lines}
        for lines in (promises.by_area(scope), promises.by_country(scope))
    )


def by_word(states):
    groups = (("done", "partly_done"), ("in_progress",), ("open",), ("dropped",))
    return [sum(state in group for state in states) for group in groups]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, asked=st.lists(FILTERS, min_size=1, max_size=1))
def test_after_any_history_each_reader_sees_what_is_counted_by_hand(db, history, asked):
    with transaction.atomic():
        world = World()
        for step, number in history:
            getattr(world, step)(number)
        for reader in world.readers:
            for country, programme, area, how, period in [(3, 2, 3, 3, Period.ALL_YEARS), *asked]:
                scope = Scope(
                    user=reader,
                    today=TODAY,
                    country=[*world.countries, None][country],
                    programme=[*world.programmes, None][programme],
                    area=[*world.areas, None][area],
                    modality=[*HOW, ""][how],
                    period=period,
                )
                *counts, agreed = by_hand(scope)
                expected = (*counts, {key: by_word(states) for key, states in agreed.items()})
                assert on_the_page(scope) == expected
                meetings = meetings_by_hand(scope, scope.span)
                before = scope.span_before
                before = meetings_by_hand(scope, before)[0] if before else None
                assert meetings_on_the_page(scope) == (*meetings, before)
                assert promised(scope) == promises_by_hand(scope)
                with timezone.override(reader.time_zone):
                    assert people.people(scope) == people_by_hand(scope)
        found = [*(one for kept in KEPT for one in kept.differences()), *tallies.differences()]
        assert found == []
        transaction.set_rollback(True)
