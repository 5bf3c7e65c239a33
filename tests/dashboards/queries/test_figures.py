from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboards.queries.figures import BindingAgreements, areas, by_quarter, in_force, pairing_rows
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period, Span
from events.enums import Modality
from network.models import scope_of
from partnerships.enums import CommitmentState, PairingPhase, PairingStatus
from tests.factories import roles
from tests.factories.events import EventFactory
from tests.factories.network import CooperationAreaFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    PairingFactory,
)

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    return Scope(user=roles.staff(), today=TODAY, period=Period.TWO_YEARS)


@pytest.fixture
def all_years(scope):
    return replace(scope, period=Period.ALL_YEARS)


def test_every_quarter_of_the_period_is_there_also_the_empty_ones(scope):
    EventFactory(day=date(2026, 11, 12), modality=Modality.BOTH)
    EventFactory(day=date(2026, 10, 1), modality=Modality.BOTH)
    EventFactory(day=date(2026, 1, 1), modality=Modality.ONLINE)

    figures = [(q.start, q.number, q.total) for q in by_quarter(scope).quarters]

    assert figures == [
        (date(2024, 10, 1), 4, 0),
        (date(2025, 1, 1), 1, 0),
        (date(2025, 4, 1), 2, 0),
        (date(2025, 7, 1), 3, 0),
        (date(2025, 10, 1), 4, 0),
        (date(2026, 1, 1), 1, 1),
        (date(2026, 4, 1), 2, 0),
        (date(2026, 7, 1), 3, 0),
        (date(2026, 10, 1), 4, 2),
    ]
    assert by_quarter(scope).quarters[0].days == Span(date(2024, 11, 23), date(2024, 12, 31))
    assert by_quarter(scope).quarters[-1].days == Span(date(2026, 10, 1), TODAY)
    assert by_quarter(scope).quarters[-1].counts == {"online": 0, "in_person": 0, "both": 2}


def test_all_years_begin_with_the_first_event(all_years):
    EventFactory(day=date(2026, 5, 12))

    assert by_quarter(all_years).quarters[0].start == date(2026, 4, 1)


def test_a_year_that_is_over_ends_with_its_last_quarter(scope):
    EventFactory(day=date(2026, 1, 1))

    quarters = by_quarter(replace(scope, period=Period(2025))).quarters

    assert [quarters[0].days, quarters[-1].days] == [
        Span(date(2025, 1, 1), date(2025, 3, 31)),
        Span(date(2025, 10, 1), date(2025, 12, 31)),
    ]


def test_without_an_event_there_is_no_quarter_of_all_years(all_years):
    assert by_quarter(all_years).quarters == []


def test_what_is_known_by_its_year_only_stands_in_no_quarter_and_is_counted_apart(
    scope, django_assert_num_queries
):
    unknown = {"day": None, "earliest_day": date(2026, 1, 1)}
    for modality in (Modality.ONLINE, Modality.BOTH):
        EventFactory(**unknown, latest_day=date(2026, 12, 31), modality=modality)
    EventFactory(**unknown, latest_day=date(2026, 3, 31))

    scope_of(scope.user)
    with django_assert_num_queries(1):
        found = by_quarter(scope)

    assert found.unplaced == 2
    assert [(q.start, q.total) for q in found.quarters if q.total] == [(date(2026, 1, 1), 1)]


def test_areas_count_promises_by_how_far_they_are(scope):
    area, other = CooperationAreaFactory(name="Exchange"), CooperationAreaFactory(name="Robots")
    pairing = PairingFactory()
    for state in (CommitmentState.DONE, CommitmentState.PARTLY_DONE):
        CommitmentFactory(pairing=pairing, area=area, state=state, closed_on=TODAY, agreed_on=TODAY)
    CommitmentFactory(
        pairing=pairing, area=area, state=CommitmentState.IN_PROGRESS, agreed_on=TODAY
    )
    CommitmentFactory(pairing=pairing, area=other, agreed_on=TODAY)
    CommitmentFactory(
        pairing=pairing,
        area=other,
        state=CommitmentState.DROPPED,
        reason="No budget",
        closed_on=TODAY,
        agreed_on=TODAY,
    )
    CommitmentFactory(pairing=pairing, area=other, agreed_on=date(2020, 1, 1))

    figures = [
        (a.name, a.promised, a.done, a.started, a.not_started, a.dropped) for a in areas(scope)
    ]

    assert figures == [("Exchange", 3, 2, 1, 0, 0), ("Robots", 1, 0, 0, 1, 1)]


def test_pairings_come_by_urgency_with_the_action_that_is_due_first(scope):
    fine = PairingFactory(title="Fine", last_met_on=date(2026, 11, 1))
    late = PairingFactory(title="Late", last_met_on=date(2026, 11, 1))
    PairingFactory(title="Over", phase=PairingPhase.CONCLUDED, closed_on=TODAY)
    ActionFactory(pairing=late, text="Second", due_on=date(2026, 12, 1))
    first = ActionFactory(pairing=late, text="First", due_on=date(2026, 10, 1))

    figures = [
        (row.pairing, row.standing.status, row.next_action) for row in pairing_rows(scope, 9)
    ]

    assert figures == [
        (late, PairingStatus.OVERDUE, first),
        (fine, PairingStatus.ON_TRACK, None),
    ]


def test_agreements_are_in_force_from_their_first_day_until_their_last(scope):
    for facts in (
        {"signed": True, "ends_on": scope.today},
        {"signed": True, "ends_on": scope.today - timedelta(days=1)},
        {"signed": True, "starts_on": scope.today + timedelta(days=1)},
        {"signed": True, "is_open_ended": True},
        {"signed": True},
        {},
    ):
        AgreementFactory(**facts)

    assert in_force(scope) == BindingAgreements(3, ending=1, without_known_end=1)
