"""The questions that narrow the list of events."""

from datetime import date

import pytest

from events.enums import EventState, Modality
from events.filters import EventFilter
from events.models import Event
from tests.factories.events import (
    EventFactory,
    EventTypeFactory,
    HeadCountFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
)
from tests.factories.network import (
    CooperationAreaFactory,
    CountryFactory,
    OrganizationFactory,
    ProgrammeFactory,
)
from tests.factories.partnerships import CommitmentFactory, PairingFactory
from tests.factories.roles import focal_point, staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def found(**asked):
    """Return what the list shows when it is asked so."""
    return set(EventFilter(asked, Event.objects.all(), today=TODAY, user=staff()).qs)


@pytest.fixture(autouse=True)
def another():
    """An event that fits none of the questions."""
    return EventFactory(title="Another", day=date(2025, 1, 1), modality=Modality.BOTH)


def test_without_a_question_everything_is_shown(another):
    assert found() == {another}


def test_by_words():
    wanted = EventFactory(title="Robots")

    assert found(q="robots") == {wanted}


def test_by_kind():
    wanted = EventFactory(type=EventTypeFactory(key="training", name="Training"))

    assert found(kind="training") == {wanted}


def test_by_country_of_a_side_an_organizer_and_a_participant():
    there = OrganizationFactory(country=CountryFactory(code="KH"))
    met = EventFactory(pairings=[PairingFactory(parties=[there, OrganizationFactory()])])
    convened = OrganizerFactory(organization=there).event
    present = ParticipationFactory(organization=there).event

    assert found(country="KH") == {met, convened, present}


def test_by_pairing():
    pairing = PairingFactory()
    wanted = EventFactory(pairings=[pairing])

    assert found(pairing=pairing.pk) == {wanted}


def test_by_programme():
    ours, theirs = ProgrammeFactory(key="ilo-china"), ProgrammeFactory(key="belt-and-road")
    wanted = EventFactory(programmes=[theirs, ours])
    EventFactory(programmes=[theirs])

    assert found(programme="ilo-china") == {wanted}


def test_the_menu_offers_the_programmes_of_the_meetings_that_the_reader_sees():
    ours, other = ProgrammeFactory(key="ilo-china"), ProgrammeFactory(key="belt-and-road")
    side = OrganizationFactory()
    EventFactory(programmes=[ours], pairings=[PairingFactory(parties=[side])])
    EventFactory(programmes=[other])
    user = focal_point(side)

    visible = Event.objects.visible_to(user).with_details(TODAY)
    menu = EventFilter({}, visible, today=TODAY, user=user).form["programme"]

    assert [key for key, _name in menu.field.choices] == ["", "ilo-china"]


def test_by_area():
    outcome = OutcomeFactory(
        commitment=CommitmentFactory(area=CooperationAreaFactory(key="robots"))
    )

    assert found(area="robots") == {outcome.event}


def test_by_state_and_by_how_they_meet():
    wanted = EventFactory(state=EventState.CONFIRMED, modality=Modality.IN_PERSON)

    assert found(state="confirmed") == found(modality="in_person") == {wanted}


def test_by_days(another):
    late = EventFactory(day=date(2026, 3, 1))

    assert found(**{"from": "2026-03-01"}) == {late}
    assert found(to="2025-12-31") == {another}


def test_what_took_place(another):
    EventFactory(planned=True)

    assert found(happened="1") == {another}


def test_what_is_coming_up():
    wanted = EventFactory(planned=True, day=date(2026, 12, 1))

    assert found(upcoming="1") == {wanted}


def test_whose_report_is_due():
    wanted = EventFactory(confirmed=True, day=date(2026, 11, 1))

    assert found(report_due="1") == {wanted}


def test_what_has_a_number_of_people_and_what_has_none(another):
    counted = HeadCountFactory(people=0).event
    women_only = HeadCountFactory(people=None, women=3).event
    EventFactory(planned=True)

    assert found(with_count="1") == {counted}
    assert found(without_count="1") == {another, women_only}


@pytest.mark.parametrize(
    "flag", ["happened", "upcoming", "report_due", "with_count", "without_count"]
)
def test_a_flag_that_is_not_set_narrows_nothing(flag, another):
    assert found(**{flag: "0"}) == {another}


def test_only_visible_pairings_can_be_chosen():
    college = OrganizationFactory()
    own = PairingFactory(parties=[college, OrganizationFactory()])
    PairingFactory()

    asked = EventFilter({}, Event.objects.all(), today=TODAY, user=focal_point(college))

    assert [*asked.form.fields["pairing"].queryset] == [own]
