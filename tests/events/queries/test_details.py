"""Everything that the page of an event tells."""

from datetime import date

import pytest

from events.enums import EventState, FileKind
from events.queries.details import EventPage
from tests.factories import roles
from tests.factories.events import (
    EventFactory,
    EventFileFactory,
    MeetingAccessFactory,
    OrganizerFactory,
    OutcomeFactory,
    ParticipationFactory,
    PresentationFactory,
    SiteVisitFactory,
    StatementFactory,
    TopicFactory,
)
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    AgreementFactory,
    CommitmentFactory,
    DesignationFactory,
    PairingFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAY = date(2021, 11, 10)


def page_of(event, user=None, *, may_join=False):
    return EventPage(event, user=user or roles.staff(), today=TODAY, may_join=may_join)


def test_a_confirmed_day_that_has_passed_is_due_for_a_report():
    due = page_of(EventFactory(confirmed=True, day=DAY))

    assert (due.state, due.is_report_due) == (EventState.CONFIRMED, True)
    assert page_of(EventFactory(day=DAY)).is_report_due is False


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


def test_the_clocks_are_those_of_the_countries_that_take_part():
    china, myanmar = (
        OrganizationFactory(country=CountryFactory(name=name, time_zone=zone))
        for name, zone in (("China", "Asia/Shanghai"), ("Myanmar", "Asia/Yangon"))
    )
    event = EventFactory(pairings=[PairingFactory(parties=[china, OrganizationFactory()])])
    ParticipationFactory(event=event, organization=myanmar)
    OrganizationFactory(country=CountryFactory(time_zone="Asia/Tokyo"))

    assert {"Asia/Shanghai", "Asia/Yangon"} <= set(page_of(event).clocks)
    assert "Asia/Tokyo" not in page_of(event).clocks


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
    access = MeetingAccessFactory(event__day=TODAY)
    official = roles.official(CountryFactory())

    assert page_of(access.event, may_join=True).access == access
    assert page_of(access.event, may_join=False).access is None
    assert page_of(access.event, official, may_join=True).access is None


def test_nobody_joins_a_meeting_that_is_over():
    access = MeetingAccessFactory()

    assert page_of(access.event, may_join=True).access is None


def test_a_page_is_complete_when_no_task_is_left():
    page = page_of(EventFactory())

    assert page.is_complete is False
    assert [task.done for task in page.tasks].count(False) > 0


def test_only_what_is_open_or_in_the_register_is_offered_to_be_chosen():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing], day=DAY)
    CommitmentFactory(pairing=pairing, state="done", closed_on=DAY)
    ActionFactory(pairing=pairing, done=True)
    OutcomeFactory(event=event, agreement=AgreementFactory(pairing=pairing, signed=True))
    OutcomeFactory(event=event, designation=DesignationFactory(pairing=pairing))

    assert not any(_ways(event))

    CommitmentFactory(pairing=pairing)
    ActionFactory(pairing=pairing)
    AgreementFactory()
    DesignationFactory()

    assert all(_ways(event))


def _ways(event):
    page = page_of(event)
    return (
        page.has_open_areas,
        page.has_open_actions,
        page.has_agreements_to_tie,
        page.has_titles_to_tie,
    )
