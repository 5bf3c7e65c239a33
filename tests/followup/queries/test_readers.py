"""Whom a meeting concerns, found with the same few questions however many they are."""

from datetime import UTC, date, datetime

import pytest

from events.enums import EventState, ParticipationState
from followup.queries import readers
from followup.queries.readers import Reader
from tests.factories.events import (
    EventFactory,
    EventProgrammeFactory,
    OrganizerFactory,
    ParticipationFactory,
)
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.factories.notifications import RecipientFactory
from tests.factories.partnerships import PairingFactory, PairingFocalPointFactory
from tests.factories.roles import coordinator, focal_point, limited_staff, staff

pytestmark = pytest.mark.django_db

REFUSED = datetime(2026, 11, 1, tzinfo=UTC)


def on_the_list(event, state=ParticipationState.INVITED, **facts):
    return ParticipationFactory(event=event, person=PersonFactory(**facts), state=state).person


def found(event):
    return list(readers.concerned_by(event).readers.values())


@pytest.mark.parametrize(
    ("state", "is_reader", "is_let_in"),
    [
        (ParticipationState.INVITED, True, False),
        (ParticipationState.REGISTERED, True, False),
        (ParticipationState.APPROVED, True, True),
        (ParticipationState.ATTENDED, True, True),
        (ParticipationState.DECLINED, False, False),
        (ParticipationState.ABSENT, False, False),
    ],
)
def test_people_on_the_list_are_readers_unless_they_do_not_come(state, is_reader, is_let_in):
    event = EventFactory(confirmed=True)
    person = on_the_list(event, state)
    ParticipationFactory(event=event, name="Somebody without a record")

    concerned = readers.concerned_by(event)

    expected = [Reader(person, state=state)] if is_reader else []
    assert list(concerned.readers.values()) == expected
    assert [reader.is_let_in for reader in expected] == ([is_let_in] if is_reader else [])
    assert concerned.listed == {person.recipient_id}
    assert readers.reader_of(event, person.recipient) == (expected[0] if is_reader else None)
    assert readers.is_listed(event, person.recipient)


def test_who_has_no_address_that_works_is_expected_and_not_written_to():
    event = EventFactory(confirmed=True)
    reached = on_the_list(event)
    without = on_the_list(event, recipient=RecipientFactory(email=""))
    refused = FocalPointFactory(person__recipient=RecipientFactory(refused_at=REFUSED))
    OrganizerFactory(event=event, organization=refused.organization)

    concerned = readers.concerned_by(event)

    everybody = [reached.recipient_id, without.recipient_id, refused.person.recipient_id]
    assert list(concerned.readers) == everybody
    assert list(concerned.reached) == everybody[:1]
    assert all(readers.reader_of(event, each.person.recipient) for each in found(event))


def test_a_stranger_is_no_reader():
    event = EventFactory(confirmed=True)
    on_the_list(event)
    stranger = RecipientFactory()

    assert readers.reader_of(event, stranger) is None
    assert not readers.is_listed(event, stranger)


def test_focal_points_of_all_who_meet_are_readers_once_each():
    college, partner, host, guest = (OrganizationFactory() for _ in range(4))
    pairing = PairingFactory(parties=[college, partner])
    own = PairingFocalPointFactory(pairing=pairing, organization=college).person
    FocalPointFactory(organization=college)
    general = FocalPointFactory(organization=partner).person
    of_host = FocalPointFactory(organization=host).person
    of_guest = FocalPointFactory(organization=guest).person
    named = FocalPointFactory(organization=guest).person
    FocalPointFactory(organization=partner, ends_on=date(2020, 1, 1))
    event = EventFactory(confirmed=True, pairings=[pairing])
    OrganizerFactory(event=event, organization=host)
    ParticipationFactory(event=event, organization=guest)
    state = ParticipationState.INVITED
    ParticipationFactory(event=event, person=named, organization=guest, state=state)

    expected = [
        Reader(named, state=state),
        Reader(own, college),
        Reader(general, partner),
        Reader(of_host, host),
        Reader(of_guest, guest),
    ]
    assert found(event) == expected
    assert [readers.reader_of(event, each.person.recipient) for each in expected] == expected


def test_the_ministry_answers_for_a_department_that_takes_part():
    ministry = OrganizationFactory()
    department = OrganizationFactory(parent=ministry)
    above = FocalPointFactory(organization=ministry).person
    event = EventFactory(confirmed=True)
    ParticipationFactory(event=event, organization=department)

    assert found(event) == [Reader(above, department)]


@pytest.mark.parametrize("state", [ParticipationState.ABSENT, ParticipationState.DECLINED])
def test_a_focal_point_who_does_not_come_is_no_reader(state):
    focal = FocalPointFactory()
    event = EventFactory(confirmed=True)
    OrganizerFactory(event=event, organization=focal.organization)
    ParticipationFactory(event=event, person=focal.person, state=state)

    assert found(event) == []
    assert readers.reader_of(event, focal.person.recipient) is None


def test_without_a_day_nobody_is_the_focal_point_yet():
    focal = FocalPointFactory()
    event = EventFactory(state=EventState.PLANNED, day=None)
    OrganizerFactory(event=event, organization=focal.organization)

    assert found(event) == []


@pytest.mark.parametrize("people", [1, 5])
def test_all_readers_are_found_in_the_same_number_of_questions(people, django_assert_num_queries):
    pairings = [PairingFactory() for _ in range(people)]
    event = EventFactory(confirmed=True, pairings=pairings)
    for pairing in pairings:
        for party in pairing.parties.all():
            FocalPointFactory(organization=party.organization)
        PairingFocalPointFactory(pairing=pairing)
        OrganizerFactory(event=event)
        on_the_list(event)

    with django_assert_num_queries(5):
        concerned = readers.concerned_by(event)

    assert len(concerned.readers) == people * 3


def test_one_reader_on_a_long_list_is_found_by_one_question(django_assert_num_queries):
    event = EventFactory(confirmed=True)
    people = [on_the_list(event) for _ in range(3)]

    with django_assert_num_queries(1):
        reader = readers.reader_of(event, people[1].recipient)
        assert reader.person.addressed == people[1].name


def works_for_ilo(user):
    return PersonFactory(user=user, name=user.name)


def test_whoever_planned_the_meeting_for_the_ilo_reports_it():
    user = staff()
    person, other = works_for_ilo(user), works_for_ilo(staff())
    coordinating = coordinator()
    second = works_for_ilo(coordinating)

    assert readers.reporters_of(EventFactory(logged_by=user)) == [person]
    assert readers.reporters_of(EventFactory(logged_by=coordinating)) == [second]
    assert readers.reporters_of(EventFactory(logged_by=None)) == [person, other]


def test_staff_of_a_programme_report_its_meetings_alone():
    user, everywhere = limited_staff(ProgrammeFactory()), works_for_ilo(staff())
    person = works_for_ilo(user)
    own = EventProgrammeFactory(programme=user.memberships.get().programme, event__logged_by=user)
    met = PairingFactory(programme=own.programme)

    assert readers.reporters_of(own.event) == [person]
    assert readers.reporters_of(EventFactory(pairings=[met])) == [everywhere, person]
    assert readers.reporters_of(EventFactory(logged_by=user)) == [everywhere]


def test_a_meeting_that_a_focal_point_proposed_is_reported_by_the_coordinator():
    country = CountryFactory()
    college = OrganizationFactory(country=country)
    person = works_for_ilo(coordinator(country))
    works_for_ilo(coordinator())
    works_for_ilo(staff())
    event = EventFactory(logged_by=focal_point(college))
    ParticipationFactory(event=event, organization=college)

    assert readers.reporters_of(event) == [person]


def test_whoever_has_no_address_or_no_role_any_more_does_not_report():
    unreachable = PersonFactory(user=staff(), recipient__email="")
    left = PersonFactory(user=MembershipFactory(user__is_active=False).user)
    without_person = staff()
    reached = works_for_ilo(staff())

    for user in (unreachable.user, left.user, without_person):
        assert readers.reporters_of(EventFactory(logged_by=user)) == [reached]


def test_the_countries_are_those_of_who_meets_and_organizes_else_of_who_takes_part():
    one, two, three, four = (OrganizationFactory() for _ in range(4))
    event = EventFactory(confirmed=True)
    ParticipationFactory(event=event, organization=four)

    assert readers.countries_of(event) == [four.country_id]

    OrganizerFactory(event=event, organization=three)
    met = EventFactory(confirmed=True, pairings=[PairingFactory(parties=[one, two])])

    assert readers.countries_of(event) == [three.country_id]
    assert readers.countries_of(met) == sorted([one.country_id, two.country_id])
