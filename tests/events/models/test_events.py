"""Which events whom concern, and what a list asks of them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from core.records import BrokenConstraintError, save
from events.enums import EventState
from events.models import Event, MeetingAccess
from tests.factories.events import (
    EventFactory,
    EventTypeFactory,
    HeadCountFactory,
    MeetingAccessFactory,
    OrganizerFactory,
    ParticipationFactory,
)
from tests.factories.network import CountryFactory, OrganizationFactory
from tests.factories.partnerships import PairingFactory
from tests.factories.roles import coordinator, focal_point, nobody, official, staff

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_project_staff_see_every_event():
    event = EventFactory()

    assert [*Event.objects.visible_to(staff())] == [event]


def test_a_focal_point_sees_what_the_own_side_takes_part_in():
    college = OrganizationFactory()
    user = focal_point(college)
    met = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    convened = OrganizerFactory(organization=college).event
    present = ParticipationFactory(organization=college).event
    in_person = ParticipationFactory(person=user.person).event
    proposed = EventFactory(logged_by=user)
    EventFactory(pairings=[PairingFactory()])

    visible = set(Event.objects.visible_to(user))

    assert visible == {met, convened, present, in_person, proposed}


@pytest.mark.parametrize("somebody", [AnonymousUser, nobody])
def test_who_has_no_role_sees_nothing(somebody):
    ParticipationFactory(name="Nobody knows them")
    MeetingAccessFactory(event=ParticipationFactory(state="approved").event)

    user = somebody()

    assert not Event.objects.visible_to(user).exists()
    assert not Event.objects.run_by(user).exists()
    assert not MeetingAccess.objects.visible_to(user).exists()


def test_project_staff_run_every_event():
    event = EventFactory()

    assert [*Event.objects.run_by(staff())] == [event]


def test_a_coordinator_runs_the_events_of_the_country():
    country = CountryFactory()
    college = OrganizationFactory(country=country)
    met = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    convened = OrganizerFactory(organization=college).event
    present = ParticipationFactory(organization=college).event
    EventFactory(pairings=[PairingFactory()])

    assert set(Event.objects.run_by(coordinator(country))) == {met, convened, present}


def test_an_official_runs_nothing_though_it_is_visible():
    country = CountryFactory()
    college = OrganizationFactory(country=country)
    event = EventFactory(pairings=[PairingFactory(parties=[college, OrganizationFactory()])])
    user = official(country)

    assert [*Event.objects.visible_to(user)] == [event]
    assert [*Event.objects.run_by(user)] == []


def test_a_row_of_the_list_knows_its_numbers_and_whether_a_report_is_due():
    counted = HeadCountFactory(people=17, women=6, event__day=date(2026, 11, 1)).event
    HeadCountFactory(event=counted, organization=OrganizationFactory(), people=4)
    due = EventFactory(confirmed=True, day=date(2026, 11, 2))

    rows = Event.objects.with_details(TODAY).order_by("day")

    assert [(row, row.people, row.women, row.is_due) for row in rows] == [
        (counted, 17, 6, False),
        (due, None, None, True),
    ]


def test_a_meeting_without_a_day_is_still_to_come():
    to_come = [EventFactory(planned=True, day=None), EventFactory(confirmed=True, day=TODAY)]
    EventFactory(confirmed=True, day=date(2026, 11, 21))

    assert set(Event.objects.upcoming(TODAY)) == set(to_come)


def test_the_standing_of_an_event_has_a_colour_and_a_shape():
    event = Event.objects.get(pk=EventFactory().pk)

    assert (event.standing, event.standing.icon) == (EventState.HELD, "check")


def test_no_address_but_one_of_the_web_is_kept():
    event = EventFactory.build(type=EventTypeFactory(), source_url="javascript:alert(1)")

    with pytest.raises(BrokenConstraintError, match="Paste the whole link"):
        save(event, by=None)
