"""Everything that the page of an event tells."""

from datetime import UTC, date, datetime

import pytest

from events.enums import EventState, FileKind
from events.queries.details import EventPage, When
from tests.factories import roles
from tests.factories.events import (
    AgendaItemFactory,
    AgendaSpeakerFactory,
    EventFactory,
    EventFileFactory,
    EventTypeFactory,
    MeetingAccessFactory,
    OrganizerFactory,
    ParticipationFactory,
    PresentationFactory,
    SiteVisitFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAY = date(2021, 11, 10)


def page_of(event, user=None, *, may_join=False):
    return EventPage(event, user=user or roles.staff(), today=TODAY, may_join=may_join)


def test_a_meeting_of_two_kinds_is_called_both():
    visit = EventTypeFactory(key="visit", name="Delegation visit")

    assert page_of(EventFactory(also_type=visit)).kind == "Peer workshop, Delegation visit"
    assert page_of(EventFactory()).kind == "Peer workshop"


def test_a_confirmed_day_that_has_passed_is_due_for_a_report():
    due = page_of(EventFactory(confirmed=True, day=DAY))

    assert (due.state, due.is_report_due) == (EventState.CONFIRMED, True)
    assert page_of(EventFactory(day=DAY)).is_report_due is False


def test_the_clock_of_the_place_comes_first_then_those_of_the_other_countries():
    zones = ["Asia/Phnom_Penh", "Asia/Shanghai", "Asia/Yangon"]
    cambodia, china, myanmar = (
        OrganizationFactory(country=CountryFactory(time_zone=zone)) for zone in zones
    )
    event = EventFactory(
        day=DAY,
        starts_at=datetime(2021, 11, 10, 7, tzinfo=UTC),
        ends_at=datetime(2021, 11, 10, 10, tzinfo=UTC),
        pairings=[PairingFactory(parties=[cambodia, china])],
    )
    ParticipationFactory(event=event, organization=myanmar)

    told = page_of(event).when

    assert (told.day, told.hours) == ("Wed 10 Nov 2021", "14:00\N{EN DASH}17:00 Bangkok (GMT+7)")
    assert set(told.elsewhere) == {"15:00 Shanghai (GMT+8)", "13:30 Yangon (GMT+6:30)"}


def test_a_clock_beyond_midnight_says_its_day():
    china = OrganizationFactory(country=CountryFactory(time_zone="Asia/Shanghai"))
    event = EventFactory(
        day=date(2026, 11, 28),
        starts_at=datetime(2026, 11, 28, 17, tzinfo=UTC),
        time_zone="Asia/Yangon",
        pairings=[PairingFactory(parties=[china])],
    )

    assert page_of(event).when.elsewhere == ("29 Nov, 01:00 Shanghai (GMT+8)",)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"day": DAY}, When("Wed 10 Nov 2021", "The time of day is not known")),
        (
            {"day": DAY, "last_day": date(2021, 11, 12)},
            When("Wed 10 Nov 2021 until 12 Nov 2021", "The time of day is not known"),
        ),
        ({"day": None, "planned": True}, When("Date to be determined", "")),
    ],
)
def test_what_is_not_known_of_the_time_is_said(facts, told):
    assert page_of(EventFactory(**facts)).when == told


def test_pairings_are_named_and_only_own_ones_are_open():
    side = OrganizationFactory()
    own, other = PairingFactory(title="A", parties=[side]), PairingFactory(title="B")
    event = EventFactory(pairings=[other, own])

    met = page_of(event, roles.focal_point(side)).met

    assert [(one.pairing, one.is_known) for one in met] == [(own, True), (other, False)]


def test_parent_and_follow_ups_are_those_that_the_reader_sees():
    side = OrganizationFactory()
    launch = EventFactory(day=DAY)
    session = EventFactory(parent=launch, pairings=[PairingFactory(parties=[side])])
    EventFactory(parent=session)
    user = roles.focal_point(side)

    assert (page_of(session, user).parent, page_of(session, user).follow_ups) == (None, [])
    assert (page_of(session).parent, page_of(launch).follow_ups) == (launch, [session])
    assert page_of(launch).parent is None


def test_the_agenda_has_its_times_on_the_clock_of_the_event():
    event = EventFactory(day=DAY)
    first = AgendaItemFactory(
        event=event,
        order=0,
        starts_at=datetime(2021, 11, 10, 6, 30, tzinfo=UTC),
        ends_at=datetime(2021, 11, 10, 7, tzinfo=UTC),
    )
    speaker = AgendaSpeakerFactory(item=first)
    untimed = AgendaItemFactory(event=event, order=1)
    opened = AgendaItemFactory(
        event=event, order=2, starts_at=datetime(2021, 11, 10, 8, tzinfo=UTC)
    )

    page = page_of(event)

    assert [(row.item, row.times, row.speakers) for row in page.agenda] == [
        (first, "13:30\N{EN DASH}14:00", (speaker,)),
        (untimed, "", ()),
        (opened, "15:00", ()),
    ]
    assert page.agenda_clock == "Bangkok (GMT+7)"


def test_an_agenda_without_times_has_no_clock():
    assert page_of(AgendaItemFactory().event).agenda_clock == ""


def test_everything_recorded_is_on_the_page():
    event = EventFactory()
    statement, topic = StatementFactory(event=event), TopicFactory(event=event)
    presentation, visit = PresentationFactory(event=event), SiteVisitFactory(event=event)
    organizer = OrganizerFactory(event=event)
    photo = EventFileFactory(event=event, kind=FileKind.PHOTO)
    minutes = EventFileFactory(event=event, kind=FileKind.MINUTES)

    page = page_of(event)

    assert (page.statements, page.topics, page.presentations, page.visits) == (
        [statement],
        [topic],
        [presentation],
        [visit],
    )
    assert (page.organizers, page.photos, page.documents) == ([organizer], [photo], [minutes])


def test_people_are_known_whose_page_the_reader_may_open():
    side = OrganizationFactory()
    event = EventFactory(pairings=[PairingFactory(parties=[side])])
    own, hidden = PersonFactory(works_at=side), PersonFactory()
    ParticipationFactory(event=event, person=own)
    StatementFactory(event=event, person=hidden)
    PersonFactory(works_at=side)

    assert page_of(event, roles.focal_point(side)).known_people == {own.pk}
    assert page_of(event).known_people == {own.pk, hidden.pk}


def test_the_meeting_link_is_there_only_for_those_who_may_join():
    access = MeetingAccessFactory()
    official = roles.official(CountryFactory())

    assert page_of(access.event, may_join=True).access == access
    assert page_of(access.event, may_join=False).access is None
    assert page_of(access.event, official, may_join=True).access is None


def test_a_page_is_complete_when_no_task_is_left():
    page = page_of(EventFactory())

    assert page.is_complete is False
    assert [task.done for task in page.tasks].count(False) > 0
