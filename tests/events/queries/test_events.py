"""Questions to the events."""

from datetime import date, timedelta

import pytest

from core.search import Search
from events.enums import EventState, FileKind, Modality, Need
from events.models import Event
from events.queries import events as event_queries
from network.models import Organization
from network.operations.vocabularies import also_call_programme
from partnerships.terms.pairings import LastMeeting
from tests.factories.events import (
    DonationFactory,
    EventFactory,
    EventFileFactory,
    HeadCountFactory,
    MeetingAccessFactory,
    OutcomeFactory,
    ParticipationFactory,
    TopicFactory,
)
from tests.factories.network import CountryFactory, OrganizationFactory, ProgrammeFactory
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory
from tests.factories.roles import coordinator, focal_point, official, staff

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 12)


def test_last_meeting_is_the_last_day_of_what_took_place():
    pairing = PairingFactory()
    EventFactory(pairings=[pairing], day=DAY, last_day=DAY + timedelta(days=2))
    EventFactory(pairings=[pairing], day=DAY + timedelta(days=1))
    EventFactory(pairings=[pairing], day=DAY + timedelta(days=9), planned=True)
    EventFactory(pairings=[PairingFactory()], day=DAY + timedelta(days=8))

    last = LastMeeting(on=DAY + timedelta(days=2))
    today = DAY + timedelta(days=9)
    assert event_queries.last_meetings([pairing.pk], today=today) == {pairing.pk: last}


def test_last_meeting_of_a_pairing_that_never_met_is_not_known():
    pairing = PairingFactory()

    assert event_queries.last_meetings([pairing.pk], today=DAY) == {pairing.pk: None}


def test_similar_are_the_meetings_of_the_pairing_within_three_days():
    pairing = PairingFactory()
    near = [EventFactory(pairings=[pairing], day=DAY + timedelta(days=n)) for n in (-3, 3)]
    EventFactory(pairings=[pairing], day=DAY + timedelta(days=4))
    EventFactory(pairings=[pairing], day=DAY, state=EventState.CANCELLED, reason="Floods")
    EventFactory(pairings=[PairingFactory()], day=DAY)

    assert set(event_queries.similar_to(pairing, DAY, DAY)) == set(near)


def test_a_meeting_of_several_days_is_near_until_its_last():
    pairing = PairingFactory()
    week = EventFactory(pairings=[pairing], day=DAY, last_day=DAY + timedelta(days=6))
    late = DAY + timedelta(days=9)

    assert [*event_queries.similar_to(pairing, late, late)] == [week]


def test_a_meeting_is_not_similar_to_itself():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing], day=DAY)

    assert [*event_queries.similar_to(pairing, DAY, DAY, other_than=event)] == []


def test_pairings_to_log_are_all_for_project_staff():
    pairing = PairingFactory()

    assert [*event_queries.pairings_to_log(staff())] == [pairing]


def test_pairings_to_log_are_those_of_the_own_side_for_a_focal_point():
    college = OrganizationFactory()
    own = PairingFactory(parties=[college, OrganizationFactory()])
    part = PairingFactory(parties=[OrganizationFactory(parent=college), OrganizationFactory()])
    PairingFactory()

    assert set(event_queries.pairings_to_log(focal_point(college))) == {own, part}


def test_pairings_to_log_are_those_of_the_country_for_a_coordinator():
    country = CountryFactory()
    college = OrganizationFactory(country=country)
    own = PairingFactory(parties=[college, OrganizationFactory(country=CountryFactory())])
    PairingFactory(parties=[OrganizationFactory(country=CountryFactory())])

    assert [*event_queries.pairings_to_log(coordinator(country))] == [own]


def test_an_official_has_no_pairings_to_log():
    country = CountryFactory()
    PairingFactory(parties=[OrganizationFactory(country=country)])

    assert [*event_queries.pairings_to_log(official(country))] == []


def test_recent_pairings_are_those_logged_last_by_the_user():
    user = staff()
    first, second, third, fourth = PairingFactory.create_batch(4)
    for pairing in (first, second, third, fourth, first):
        EventFactory(pairings=[pairing], logged_by=user)
    EventFactory(pairings=[PairingFactory()], logged_by=staff())

    assert event_queries.recent_pairings(user) == [first, fourth, third]


def test_usual_modality_is_that_of_the_last_log_of_the_user():
    user = staff()
    EventFactory(logged_by=user, modality=Modality.ONLINE)
    EventFactory(logged_by=user, modality=Modality.IN_PERSON)

    assert event_queries.usual_modality(user) == Modality.IN_PERSON


def test_usual_modality_of_a_first_log_is_online():
    assert event_queries.usual_modality(staff()) == Modality.ONLINE


def test_what_is_open_stands_by_its_area():
    pairing = PairingFactory()
    first = CommitmentFactory(pairing=pairing)
    second = CommitmentFactory(pairing=pairing, area=first.area)
    CommitmentFactory(pairing=pairing, done=True)
    CommitmentFactory()

    assert event_queries.open_by_area(pairing) == {first.area_id: [first, second]}


def test_search_finds_a_word_of_the_title_the_topic_and_a_side():
    npic = OrganizationFactory(name="National Polytechnic", acronym="NPIC")
    Organization.objects.update(search_text="national polytechnic npic")
    by_side = EventFactory(pairings=[PairingFactory(parties=[npic, OrganizationFactory()])])
    by_title = EventFactory(title="NPIC and robots")
    by_topic = TopicFactory(text="What NPIC teaches").event
    EventFactory(title="Something else")

    found = Search("npic").among(Event.objects.all())

    assert set(found) == {by_side, by_title, by_topic}


def test_search_finds_a_programme_by_each_of_its_names_and_what_was_handed_over():
    programme = ProgrammeFactory(name="Belt and Road")
    also_call_programme(programme, name="Mozi Workshop", by=None)
    ours = EventFactory(programmes=[programme])
    given = DonationFactory(what="Welding machines").event

    assert [*Search("mozi").among(Event.objects.all())] == [ours]
    assert [*Search("road belt").among(Event.objects.all())] == [ours]
    assert [*Search("welding").among(Event.objects.all())] == [given]


def test_search_asks_for_every_word():
    wanted = EventFactory(title="Robots in Vientiane")
    EventFactory(title="Robots in Phnom Penh")

    assert [*Search("vientiane robots").among(Event.objects.all())] == [wanted]


def tasks(event):
    """Return what the event lacks, in short."""
    return [(task.need, task.done) for task in event_queries.missing(event, user=staff())]


def named(event):
    """Return how many are named, and of how many."""
    [names] = [
        task for task in event_queries.missing(event, user=staff()) if task.need == Need.NAMES
    ]
    return names.named, names.people


def test_a_bare_log_of_a_pairing_lacks_everything():
    event = EventFactory(pairings=[PairingFactory()])

    assert tasks(event) == [
        (Need.PEOPLE, False),
        (Need.NAMES, False),
        (Need.DECIDED, False),
        (Need.AREAS, False),
        (Need.ACTIONS, False),
        (Need.MINUTES, False),
    ]
    assert named(event) == (0, None)


def test_a_complete_log_lacks_nothing():
    pairing = PairingFactory()
    event = EventFactory(pairings=[pairing], summary="They agreed.")
    HeadCountFactory(event=event, people=2)
    ParticipationFactory.create_batch(2, event=event)
    OutcomeFactory(event=event, commitment=CommitmentFactory(pairing=pairing))
    OutcomeFactory(event=event, action=ActionFactory(pairing=pairing))
    EventFileFactory(event=event, kind=FileKind.MINUTES)

    assert tasks(event) == [
        (Need.PEOPLE, True),
        (Need.NAMES, True),
        (Need.DECIDED, True),
        (Need.AREAS, True),
        (Need.ACTIONS, True),
        (Need.MINUTES, True),
    ]
    assert named(event) == (2, 2)


def test_names_are_missing_while_fewer_are_named_than_came():
    event = EventFactory()
    HeadCountFactory(event=event, people=17)
    ParticipationFactory(event=event)
    ParticipationFactory(event=event, name="", organization_name="CamHR")

    assert tasks(event)[1] == (Need.NAMES, False)
    assert named(event) == (1, 17)


def test_a_meeting_without_a_pairing_lacks_no_areas_and_actions():
    assert [need for need, _done in tasks(EventFactory())] == [
        Need.PEOPLE,
        Need.NAMES,
        Need.DECIDED,
        Need.MINUTES,
    ]


def test_a_planned_meeting_lacks_its_time_its_agenda_and_its_guests():
    event = EventFactory(planned=True)
    ParticipationFactory(event=event)

    assert tasks(event) == [
        (Need.DAY, True),
        (Need.HOUR, False),
        (Need.AGENDA, False),
        (Need.INVITED, True),
        (Need.LINK, False),
    ]


def link_tasks(**facts):
    event = EventFactory(planned=True, **facts)
    return event, lambda: [done for need, done in tasks(event) if need == Need.LINK]


@pytest.mark.parametrize("modality", [Modality.ONLINE, Modality.BOTH])
def test_who_joins_online_lacks_a_link_until_there_is_one(modality):
    event, found = link_tasks(modality=modality)
    assert found() == [False]

    MeetingAccessFactory(event=event)

    assert found() == [True]


@pytest.mark.parametrize(
    "facts", [{"modality": Modality.IN_PERSON}, {"link_policy": "Sent after registration"}]
)
def test_a_meeting_that_needs_no_link_or_says_how_it_comes_lacks_none(facts):
    _event, found = link_tasks(**facts)

    assert found() == []
