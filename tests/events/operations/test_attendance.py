"""Who took part, by name and by number."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import DomainError
from events.enums import CountMethod, ParticipationRole, ParticipationState
from events.models import HeadCount, Participation
from events.operations import attendance, records
from events.operations.rolls import AlreadyOnTheListError, TooFewError
from events.terms.attendance import HeadCountTerms, ParticipationTerms
from network.enums import Sex
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory, PersonFactory, PositionFactory

pytestmark = pytest.mark.django_db


def test_a_count_is_written_once_and_then_changed():
    event = EventFactory()
    attendance.record_headcount(event, HeadCountTerms(people=15), by=None)

    attendance.record_headcount(
        event, HeadCountTerms(people=17, women=6, method=CountMethod.COUNTED), by=None
    )

    assert list(HeadCount.objects.values_list("event", "people", "women", "method")) == [
        (event.pk, 17, 6, CountMethod.COUNTED)
    ]


def test_each_organization_has_a_count_beside_the_one_in_all():
    event, npic = EventFactory(), OrganizationFactory()

    attendance.record_headcount(event, HeadCountTerms(people=17), by=None)
    attendance.record_headcount(event, HeadCountTerms(organization=npic, people=4), by=None)

    assert set(event.head_counts.values_list("organization", "people")) == {
        (None, 17),
        (npic.pk, 4),
    }


def test_a_count_may_exceed_the_names_and_know_only_the_women():
    event = EventFactory()
    ParticipationFactory(event=event)

    counted = attendance.record_headcount(event, HeadCountTerms(women=3), by=None)

    assert (counted.people, counted.women) == (None, 3)


def test_a_count_below_the_names_is_refused_and_changes_nothing():
    event = EventFactory()
    ParticipationFactory.create_batch(2, event=event)
    ParticipationFactory(event=event, state=ParticipationState.ABSENT)

    with pytest.raises(TooFewError) as refused:
        attendance.record_headcount(event, HeadCountTerms(people=1), by=None)

    assert str(refused.value) == (
        "There are 2 names, so the number cannot be 1. Correct the number or the list."
    )
    assert not event.head_counts.exists()


def test_a_count_of_an_organization_is_held_against_its_own_names():
    event, npic = EventFactory(), OrganizationFactory()
    ParticipationFactory.create_batch(3, event=event)
    ParticipationFactory(event=event, organization=npic)

    counted = attendance.record_headcount(
        event, HeadCountTerms(organization=npic, people=1), by=None
    )

    assert counted.people == 1


def test_fewer_women_than_are_named_are_refused():
    event = EventFactory()
    ParticipationFactory(event=event, person=PersonFactory(sex=Sex.FEMALE))

    with pytest.raises(TooFewError) as refused:
        attendance.record_headcount(event, HeadCountTerms(people=5, women=0), by=None)

    assert str(refused.value) == (
        "There is 1 name of a woman, so this number cannot be 0. Correct the number or the list."
    )


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({}, "Enter how many people took part, or how many women."),
        ({"people": 3, "women": 4}, "There cannot be more women than people."),
        (
            {"people": 3, "persons_with_disabilities": 4},
            "There cannot be more persons with disabilities than people.",
        ),
    ],
)
def test_a_count_must_say_something_possible(numbers, sentence):
    with pytest.raises(DomainError) as refused:
        attendance.record_headcount(EventFactory(), HeadCountTerms(**numbers), by=None)

    assert str(refused.value) == sentence


def test_only_the_persons_with_disabilities_may_be_known():
    terms = HeadCountTerms(persons_with_disabilities=2)

    counted = attendance.record_headcount(EventFactory(), terms, by=None)

    assert (counted.people, counted.women, counted.persons_with_disabilities) == (None, None, 2)


def test_a_number_can_be_made_unknown_again():
    head_count = HeadCountFactory()

    records.remove(head_count, by=None)

    assert not HeadCount.objects.exists()


def test_a_name_as_written_is_kept_without_anybody_in_the_directory():
    event = EventFactory()

    one = attendance.take_part(
        event,
        ParticipationTerms(
            name=" Mr  Sok\u200b Dara ",
            organization_name="NPIC",
            capacity="Trainer",
            roles=[ParticipationRole.SPEAKER, ParticipationRole.SPEAKER],
        ),
        by=None,
    )

    one.refresh_from_db()
    assert (one.name, one.organization_name, one.capacity, one.roles, one.state) == (
        "Mr Sok Dara",
        "NPIC",
        "Trainer",
        ["speaker"],
        ParticipationState.ATTENDED,
    )


def test_the_position_of_that_day_is_frozen():
    npic = OrganizationFactory()
    person = PersonFactory(name="Seng Sokheng")
    held = PositionFactory(person=person, organization=npic, title="Vice President")
    PositionFactory(person=person, title="President", starts_on=date(2026, 11, 20))
    one = attendance.take_part(
        EventFactory(day=date(2026, 11, 12)), ParticipationTerms(person=person), by=None
    )

    held.title = "Adviser"
    held.save()

    one.refresh_from_db()
    assert (one.name, one.organization, one.capacity) == ("Seng Sokheng", npic, "Vice President")


def test_two_positions_at_once_are_both_frozen_with_their_organizations():
    person = PersonFactory()
    team = OrganizationFactory(name="Decent Work Team")
    PositionFactory(person=person, organization=team, title="Director")
    PositionFactory(person=person, organization=OrganizationFactory(name="Office"), title="")

    one = attendance.take_part(EventFactory(), ParticipationTerms(person=person), by=None)

    assert (one.organization, one.capacity) == (team, "Director, Decent Work Team; Office")


def test_the_position_in_the_organization_they_came_for_is_frozen():
    person, office = PersonFactory(), OrganizationFactory()
    PositionFactory(person=person, title="Director")
    PositionFactory(person=person, organization=office, title="Coordinator")

    one = attendance.take_part(
        EventFactory(), ParticipationTerms(person=person, organization=office), by=None
    )

    assert (one.organization, one.capacity) == (office, "Coordinator")


def test_without_a_day_the_positions_of_today_are_taken():
    person = PersonFactory()
    PositionFactory(person=person, title="Teacher", ends_on=date(2020, 1, 1))
    PositionFactory(person=person, title="Director")
    event = EventFactory(planned=True, day=None)

    one = attendance.take_part(event, ParticipationTerms(person=person), by=None)

    assert one.capacity == "Director"


def test_a_capacity_that_was_printed_is_not_replaced():
    person = PersonFactory(works_at=OrganizationFactory())

    one = attendance.take_part(
        EventFactory(), ParticipationTerms(person=person, capacity="Vice Minister"), by=None
    )

    assert one.capacity == "Vice Minister"


def test_a_person_without_a_position_takes_part_all_the_same():
    person = PersonFactory(name="Jin Zhang")

    one = attendance.take_part(EventFactory(), ParticipationTerms(person=person), by=None)

    assert (one.name, one.organization, one.capacity) == ("Jin Zhang", None, "")


def test_nobody_cannot_take_part():
    with pytest.raises(attendance.NobodyError) as refused:
        attendance.take_part(EventFactory(), ParticipationTerms(name=" "), by=None)

    assert str(refused.value) == "Write a name or choose an organization."


def test_a_person_is_on_the_list_once():
    event, person = EventFactory(), PersonFactory(name="Wei Fan")
    attendance.take_part(event, ParticipationTerms(person=person), by=None)

    with pytest.raises(AlreadyOnTheListError) as refused:
        attendance.take_part(event, ParticipationTerms(person=person), by=None)

    assert str(refused.value) == "Wei Fan is already on the list."
    assert event.participations.count() == 1


def test_a_list_that_outgrows_the_number_is_refused():
    event = EventFactory()
    HeadCountFactory(event=event, people=1)
    ParticipationFactory(event=event)

    with pytest.raises(TooFewError):
        attendance.take_part(event, ParticipationTerms(name="One too many"), by=None)

    assert event.participations.count() == 1


def test_a_list_that_outgrows_the_number_of_an_organization_is_refused():
    event, npic = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, people=9)
    HeadCountFactory(event=event, organization=npic, people=0, women=None)

    with pytest.raises(TooFewError):
        attendance.take_part(
            event, ParticipationTerms(name="One too many", organization=npic), by=None
        )


def test_who_is_only_invited_does_not_count():
    event = EventFactory()
    HeadCountFactory(event=event, people=0)

    attendance.take_part(
        event, ParticipationTerms(name="Invited", state=ParticipationState.INVITED), by=None
    )

    assert event.participations.count() == 1


def test_the_order_of_the_list_is_the_order_of_writing():
    event = EventFactory()

    for name in ("First", "Second", "Third"):
        attendance.take_part(event, ParticipationTerms(name=name), by=None)

    assert list(event.participations.values_list("name", "order")) == [
        ("First", 0),
        ("Second", 1),
        ("Third", 2),
    ]


def test_several_people_are_enrolled_together_with_a_state_of_their_own():
    event = EventFactory()

    attendance.enrol(
        event,
        [
            ParticipationTerms(name="Dara", capacity="Trainer"),
            ParticipationTerms(name="Mony", state=ParticipationState.ABSENT),
        ],
        by=None,
    )

    assert list(event.participations.values_list("name", "capacity", "state")) == [
        ("Dara", "Trainer", "attended"),
        ("Mony", "", "absent"),
    ]


def test_nobody_is_enrolled_when_one_of_them_cannot_be():
    event, person = EventFactory(), PersonFactory()
    ParticipationFactory(event=event, person=person)

    with pytest.raises(AlreadyOnTheListError):
        attendance.enrol(
            event, [ParticipationTerms(name="Dara"), ParticipationTerms(person=person)], by=None
        )

    assert event.participations.count() == 1


def test_a_name_is_linked_later_and_stays_as_written():
    person = PersonFactory(name="Liu Yutong", works_at=OrganizationFactory())
    written = ParticipationFactory(name="Yutong Liu")

    linked = attendance.link(written, person=person, by=None)

    linked.refresh_from_db()
    assert (linked.person, linked.name, linked.capacity) == (person, "Yutong Liu", "Director")


def test_a_name_is_not_linked_to_somebody_who_is_on_the_list():
    event, person = EventFactory(), PersonFactory()
    ParticipationFactory(event=event, person=person)
    written = ParticipationFactory(event=event)

    with pytest.raises(AlreadyOnTheListError):
        attendance.link(written, person=person, by=None)

    written.refresh_from_db()
    assert written.person is None


def test_what_the_list_says_is_corrected():
    npic = OrganizationFactory()
    one = ParticipationFactory(capacity="Trainer", organization_name="npic")

    attendance.correct(
        one,
        replace(
            ParticipationTerms.of(one),
            organization=npic,
            organization_name="",
            capacity="Head of department",
            roles=["witness"],
            state=ParticipationState.ATTENDED,
        ),
        by=None,
    )

    one.refresh_from_db()
    assert (one.organization, one.organization_name, one.capacity, one.roles) == (
        npic,
        "",
        "Head of department",
        ["witness"],
    )


def test_a_correction_cannot_leave_nobody():
    invited = ParticipationFactory(name="", organization=OrganizationFactory())

    with pytest.raises(attendance.NobodyError):
        attendance.correct(
            invited,
            replace(ParticipationTerms.of(invited), organization=None),
            by=None,
        )


def test_who_was_invited_took_part():
    invited = ParticipationFactory(state=ParticipationState.INVITED)

    attendance.move(invited, state=ParticipationState.ATTENDED, by=None)

    invited.refresh_from_db()
    assert invited.state == ParticipationState.ATTENDED


def test_nobody_takes_part_above_the_number():
    event = EventFactory()
    HeadCountFactory(event=event, people=0)
    invited = ParticipationFactory(event=event, state=ParticipationState.INVITED)

    with pytest.raises(TooFewError):
        attendance.move(invited, state=ParticipationState.ATTENDED, by=None)

    invited.refresh_from_db()
    assert invited.state == ParticipationState.INVITED


def test_somebody_is_taken_off_the_list():
    kept = ParticipationFactory()
    gone = ParticipationFactory(event=kept.event)

    attendance.withdraw(gone, by=None)

    assert list(Participation.objects.all()) == [kept]
