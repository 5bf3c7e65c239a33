"""After any history the figures of each reader are what somebody counts by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.queries import figures, numbers, tallies
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period
from events.models import Event, EventPairing, HeadCount, Organizer, Participation
from events.queries import kept as of_meetings
from network.models import Organization
from partnerships.models import Action, Commitment, Pairing, PairingParty
from partnerships.queries import kept
from tests.dashboards.histories import FILTERS, HISTORIES, HOW, TODAY, World

pytestmark = pytest.mark.django_db


def by_hand(scope):
    """Count what the reader sees in plain Python."""
    sides = {}
    for pairing, country in PairingParty.objects.values_list("pairing", "organization__country"):
        sides.setdefault(pairing, set()).add(country)
    parts = (
        {scope.area.pk, *scope.area.children.values_list("pk", flat=True)} if scope.area else None
    )

    def within(pairing):
        of_country = not scope.country or scope.country.pk in sides.get(pairing.pk, ())
        return of_country and scope.programme in (None, pairing.programme)

    def when(day):
        span = scope.span
        return day is not None and (span.start or date.min) <= day <= span.end

    pairings = {each.pk: each for each in Pairing.objects.visible_to(scope.user) if within(each)}
    agreed = [each for each in Commitment.objects.all() if each.pairing_id in pairings]
    agreed = [each for each in agreed if parts is None or each.area_id in parts]
    there = {each.pairing_id for each in agreed} if parts else set(pairings)
    still = [each for key, each in pairings.items() if key in there and each.closed_on is None]
    due = [
        each for each in Action.objects.all() if each.pairing_id in pairings and when(each.due_on)
    ]
    in_time = [each for each in due if each.state == "done" and each.closed_on <= each.due_on]
    late = [each for each in due if each.is_open and each.due_on < scope.today]
    counted = {}
    for each in agreed:
        if not scope.span.start or when(each.agreed_on):
            counted.setdefault(each.area.key, []).append(each.state)
    return (
        len(still),
        len([each for each in still if when(each.started_on)]) if scope.span.start else None,
        numbers.ActionsDue(len(due), len(in_time), len(late)),
        {key: sorted(states) for key, states in counted.items()},
    )


def meetings_by_hand(scope, span):
    """Count what the reader sees of meetings in plain Python: how many, who came, by quarter."""
    country_of = dict(Organization.objects.values_list("pk", "country"))
    there = {}
    sides = {}
    for pairing, house in PairingParty.objects.values_list("pairing", "organization"):
        sides.setdefault(pairing, []).append(house)
    for event, pairing in EventPairing.objects.values_list("event", "pairing"):
        there.setdefault(event, set()).update(map(country_of.get, sides.get(pairing, ())))
    for model in (Organizer, Participation):
        for event, house in model.objects.values_list("event", "organization"):
            there.setdefault(event, set()).add(country_of.get(house))
    agreed = {
        outcome.event_id
        for commitment in Commitment.objects.visible_to(scope.user).filter(area=scope.area)
        for outcome in commitment.outcomes.all()
    }
    seen = [
        each
        for each in Event.objects.visible_to(scope.user)
        if each.state in ("held", "reported")
        and (scope.country is None or scope.country.pk in there.get(each.pk, ()))
        and (not scope.modality or each.modality == scope.modality)
        and (scope.area is None or each.pk in agreed)
        and (scope.programme is None or each.programmes.filter(programme=scope.programme).exists())
    ]

    def within(event, span):
        first, last = event.day or event.earliest_day, event.day or event.latest_day
        ends = first if span.end >= scope.today else last
        return (span.start or date.min) <= first and ends <= span.end

    counted = [each for each in seen if within(each, span)]
    totals = [
        total
        for each in counted
        for total in HeadCount.objects.filter(event=each, organization=None)
    ]
    known = [each for each in totals if each.people is not None]
    with_women = [each for each in known if each.women is not None]
    disabled = [
        each.persons_with_disabilities
        for each in totals
        if each.persons_with_disabilities is not None
    ]
    return (
        numbers.HeadCounts(
            people=sum(each.people for each in known) if known else None,
            women=sum(each.women for each in with_women) if with_women else None,
            people_where_women_known=sum(each.people for each in with_women),
            workshops=len(counted),
            workshops_with_figure=len(known),
            persons_with_disabilities=sum(disabled) if disabled else None,
        ),
        by_quarters(counted),
    )


def by_quarters(events):
    found = {}
    for each in events:
        days = each.day or each.earliest_day, each.day or each.latest_day
        first, last = ((day.year, (day.month + 2) // 3) for day in days)
        key = (first if first == last else None, each.modality)
        found[key] = found.get(key, 0) + 1
    return found


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


def by_word(states):
    groups = (("done", "partly_done"), ("in_progress",), ("open",), ("dropped",))
    return [sum(state in group for state in states) for group in groups]


@settings(max_examples=7, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES, asked=st.lists(FILTERS, min_size=2, max_size=2))
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
        found = [*kept.differences(), *of_meetings.differences(), *tallies.differences()]
        assert found == []
        transaction.set_rollback(True)
