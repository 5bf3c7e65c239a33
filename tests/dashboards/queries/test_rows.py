"""What a figure counts; that its list shows the same is tested with its address."""

from dataclasses import replace
from datetime import date

import pytest

from dashboards.queries import rows
from dashboards.queries.scope import Scope
from dashboards.terms.periods import Period, Span
from events.enums import EventState, Modality
from partnerships.enums import PairingPhase
from tests.factories import roles
from tests.factories.events import EventFactory, EventTypeFactory
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return roles.staff()


@pytest.fixture
def laos():
    return CountryFactory(laos=True)


def test_a_country_or_an_area_narrows_the_pairings(staff, laos):
    lao = PairingFactory(parties=[OrganizationFactory(country=laos)])
    agreed = CommitmentFactory(pairing=PairingFactory())

    assert list(rows.open_pairings(Scope(staff, TODAY, country=laos))) == [lao]
    assert list(rows.open_pairings(Scope(staff, TODAY, area=agreed.area))) == [agreed.pairing]
    assert rows.open_pairings(Scope(staff, TODAY)).count() == 2


def test_workshops_took_place_in_the_span_that_is_asked_for(staff):
    now = EventFactory(day=date(2026, 11, 1), modality=Modality.ONLINE)
    EventFactory(day=date(2026, 11, 1), state=EventState.PLANNED)
    before = EventFactory(day=date(2023, 11, 1))
    scope = Scope(staff, TODAY, period=Period.TWO_YEARS)

    assert list(rows.workshops(scope)) == [now]
    assert list(rows.workshops(scope, scope.span_before)) == [before]
    assert list(rows.workshops(scope, Span(None, date(2023, 12, 31)))) == [before]
    assert not rows.workshops(replace(scope, modality=Modality.IN_PERSON)).exists()


def test_a_kind_of_meeting_narrows_the_workshops(staff):
    visit = EventFactory(day=date(2026, 11, 1), type=EventTypeFactory(key="visit", name="Visit"))
    EventFactory(day=date(2026, 11, 1), type=EventTypeFactory())

    assert list(rows.workshops(Scope(staff, TODAY, kind=visit.type))) == [visit]


def test_a_phase_narrows_everything(staff):
    active, other = [PairingFactory(phase=each) for each in ("active", "matched")]
    day = date(2026, 11, 1)
    met, _other = [EventFactory(day=day, pairings=[each]) for each in (active, other)]
    agreed, _other = [CommitmentFactory(pairing=each) for each in (active, other)]
    due, _other = [ActionFactory(pairing=each, due_on=day) for each in (active, other)]
    scope = Scope(staff, TODAY, phase=PairingPhase.ACTIVE)

    assert list(rows.open_pairings(scope)) == [active]
    assert list(rows.workshops(scope)) == [met]
    assert list(rows.commitments(scope)) == [agreed]
    assert list(rows.actions_due(scope)) == [due]


def test_what_has_no_day_was_agreed_in_all_years_only(staff):
    CommitmentFactory(area=CooperationAreaFactory())

    assert not rows.commitments(Scope(staff, TODAY, period=Period.TWO_YEARS)).exists()
    assert rows.commitments(Scope(staff, TODAY, period=Period.ALL_YEARS)).exists()


def test_actions_are_those_that_were_due(staff, laos):
    due = ActionFactory(due_on=date(2026, 11, 1))
    ActionFactory(due_on=date(2027, 1, 1))
    ActionFactory()

    assert list(rows.actions_due(Scope(staff, TODAY))) == [due]
    assert not rows.actions_due(Scope(staff, TODAY, country=laos)).exists()


def test_a_programme_narrows_everything(staff):
    programme = ProgrammeFactory()
    pairing, day = PairingFactory(programme=programme), date(2026, 11, 1)
    scope = Scope(staff, TODAY, programme=programme)
    event = EventFactory(day=day, programmes=[ProgrammeFactory(), programme])
    agreed = CommitmentFactory(pairing=pairing, agreed_on=day)
    due = ActionFactory(pairing=pairing, due_on=day)
    EventFactory(day=day)
    CommitmentFactory(agreed_on=day)
    ActionFactory(due_on=day)

    assert list(rows.open_pairings(scope)) == [pairing]
    assert list(rows.workshops(scope)) == [event]
    assert list(rows.commitments(scope)) == [agreed]
    assert list(rows.actions_due(scope)) == [due]


def test_a_reader_counts_what_they_may_see():
    EventFactory(day=date(2026, 11, 1))
    ActionFactory(due_on=date(2026, 11, 1))
    CommitmentFactory(agreed_on=date(2026, 11, 1))
    scope = Scope(roles.official(), TODAY)

    for counted in (rows.open_pairings, rows.workshops, rows.commitments, rows.actions_due):
        assert not counted(scope).exists()
