from datetime import date

import pytest

from dashboards.queries.numbers import HeadCounts, head_counts, listed, overview, workshop_params
from dashboards.queries.scope import ALL, Scope, Span
from events.enums import EventState, Modality
from events.models import Event
from partnerships.enums import ActionState, PairingPhase
from tests.factories import roles
from tests.factories.events import EventFactory, HeadCountFactory
from tests.factories.network import OrganizationFactory
from tests.factories.partnerships import ActionFactory, PairingFactory

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def scope():
    return Scope(user=roles.staff(), today=TODAY)


def _told(scope):
    return {number.key: (number.value, number.note) for number in overview(scope)}


def test_an_empty_network_has_nothing_and_does_not_say_zero_people(scope):
    assert _told(scope) == {
        "pairings": ("0", "0 began in the last 24 months"),
        "workshops": ("0", "0 in the period before"),
        "participants": ("Not known", "No number is recorded"),
        "actions": ("0", "No action was due"),
    }


def test_pairings_count_while_they_are_open(scope):
    PairingFactory(started_on=date(2026, 5, 1))
    PairingFactory()
    PairingFactory(phase=PairingPhase.CONCLUDED, closed_on=date(2026, 1, 1))

    assert _told(scope)["pairings"] == ("2", "1 began in the last 24 months")


def test_workshops_count_when_they_took_place_in_the_period(scope):
    EventFactory(day=date(2026, 11, 12))
    EventFactory(day=date(2026, 11, 12), state=EventState.PLANNED)
    EventFactory(day=date(2024, 11, 12))
    EventFactory(day=date(2020, 1, 1))

    assert _told(scope)["workshops"] == ("1", "1 in the period before")


def test_over_all_years_there_is_no_period_before(scope):
    EventFactory(day=date(2020, 1, 1))

    assert _told(scope.over_all_years())["workshops"] == ("1", "")


def test_participants_add_up_what_is_known(scope):
    HeadCountFactory(event=EventFactory(), people=17)
    HeadCountFactory(event=EventFactory(), people=34, women=17)
    EventFactory()

    assert _told(scope)["participants"] == ("51", "50% women, where it is known")


def test_few_people_are_counted_not_shared_out(scope):
    HeadCountFactory(event=EventFactory(), people=4, women=1)

    assert _told(scope)["participants"] == ("4", "1 women among 4")


def test_a_part_of_the_people_is_not_added_to_the_whole():
    event = EventFactory()
    HeadCountFactory(event=event, people=17)
    HeadCountFactory(event=event, people=9, organization=OrganizationFactory())
    EventFactory()

    assert head_counts(Event.objects.all()) == HeadCounts(
        people=17, women=None, people_where_women_known=0, workshops=2, workshops_with_figure=1
    )


def test_actions_on_time_are_those_done_by_their_day(scope):
    pairing = PairingFactory()
    done = {"pairing": pairing, "state": ActionState.DONE}
    ActionFactory(**done, due_on=date(2026, 11, 1), closed_on=date(2026, 11, 1))
    ActionFactory(**done, due_on=date(2026, 11, 1), closed_on=date(2026, 11, 2))
    ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))
    ActionFactory(pairing=pairing, due_on=date(2027, 1, 1))
    ActionFactory(pairing=pairing)

    assert _told(scope)["actions"] == ("1 of 3", "1 is overdue")


def test_every_number_is_the_length_of_its_list(scope, signed_in):
    pairing = PairingFactory()
    EventFactory(pairings=[pairing])
    ActionFactory(pairing=pairing, due_on=date(2026, 11, 1))
    found = listed(scope, "workshops", workshop_params(scope))

    response = signed_in(scope.user).get(found.url)

    assert response.status_code == 200
    assert found.rows.count() == 1
    assert list(response.context["table"].data) == list(found.rows)


def test_the_modality_narrows_the_workshops():
    told = workshop_params(
        Scope(user=None, today=TODAY, modality=Modality.ONLINE, period=ALL), Span(None, TODAY)
    )

    assert told == {"happened": "1", "to": "2026-11-22", "modality": "online"}
