"""How many took part, in sentences."""

import pytest

from events.enums import CountMethod, ParticipationState
from events.queries.attendance import presence
from events.wording.attendance import numbers
from tests.factories.events import EventFactory, HeadCountFactory, ParticipationFactory
from tests.factories.network import OrganizationFactory

pytestmark = pytest.mark.django_db

INVITED = ParticipationState.INVITED


def words(event):
    return numbers(event, presence(event))


def test_a_report_says_what_is_known_of_the_numbers():
    event = EventFactory()
    HeadCountFactory(event=event, people=17, women=6)
    ParticipationFactory.create_batch(8, event=event)

    assert words(event) == [
        "17 people took part.",
        "There are 8 names.",
        "6 women were among them.",
    ]


def test_persons_with_disabilities_are_told_where_their_number_is_known():
    some = HeadCountFactory(people=17, women=6, persons_with_disabilities=2).event
    one = HeadCountFactory(people=17, women=6, persons_with_disabilities=1).event

    assert words(some)[-1] == "2 of them are persons with disabilities."
    assert words(one)[-1] == "1 of them is a person with disabilities."


def test_one_person_is_told_in_the_singular():
    event = EventFactory()
    HeadCountFactory(event=event, people=1, women=1)
    ParticipationFactory(event=event)

    assert words(event) == ["1 person took part.", "There is 1 name.", "1 woman was among them."]


def test_an_unknown_number_is_said_and_is_not_zero():
    assert words(EventFactory()) == [
        "We do not know how many people took part.",
        "There are no names.",
    ]


def test_unknown_women_an_estimate_and_a_tentative_list_are_said():
    event = EventFactory(list_is_final=False)
    HeadCountFactory(event=event, people=34, method=CountMethod.ESTIMATED)
    ParticipationFactory.create_batch(2, event=event)

    assert words(event) == [
        "34 people took part.",
        "There are 2 names.",
        "We do not know how many of them were women.",
        "The number is an estimate.",
        "The list can still change.",
    ]


def test_only_the_women_may_be_known():
    counted = HeadCountFactory(people=None, women=3)

    assert words(counted.event) == [
        "We do not know how many people took part.",
        "There are no names.",
        "3 women were among them.",
    ]


def test_numbers_of_organizations_are_told_where_the_number_in_all_is_not_known():
    event, house = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, organization=house, people=4, women=1)
    HeadCountFactory(event=event, organization=OrganizationFactory(), people=3, women=None)
    HeadCountFactory(event=event, organization=OrganizationFactory(parent=house), people=2)

    assert words(event) == [
        "At least 7 people took part. We do not know the number in all.",
        "There are no names.",
        "At least 1 woman was among them.",
    ]


def test_the_number_of_an_organization_in_no_directory_is_told_below():
    group = ParticipationFactory(name="", organization_name="CamHR", capacity="2 people")

    assert words(group.event)[0] == (
        "We do not know the number in all. The number of an organization stands below."
    )


@pytest.mark.parametrize("online", [0, 1, 20])
def test_of_a_hybrid_meeting_it_is_told_how_many_were_online(online):
    counted = HeadCountFactory(people=34, online=online)

    assert f"{online} of them took part online." in words(counted.event)


def test_a_coming_meeting_tells_who_is_invited_listed_and_expected():
    event = EventFactory(planned=True, list_is_final=False)
    ParticipationFactory(event=event, name="", organization=OrganizationFactory(), state=INVITED)
    ParticipationFactory.create_batch(2, event=event, state=INVITED)
    HeadCountFactory(event=event, people=40)

    assert words(event) == [
        "1 organization is on the list.",
        "2 people are on the list.",
        "40 people are expected.",
        "The list can still change.",
    ]


def test_nothing_is_said_of_a_coming_meeting_without_anybody():
    event = EventFactory(planned=True, list_is_final=False)

    assert words(event) == []
