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

    assert words(event) == ["17 people took part.", "8 are named.", "6 women were among them."]


def test_one_person_is_told_in_the_singular():
    event = EventFactory()
    HeadCountFactory(event=event, people=1, women=1)
    ParticipationFactory(event=event)

    assert words(event) == ["1 person took part.", "1 is named.", "1 woman was among them."]


def test_an_unknown_number_is_said_and_is_not_zero():
    assert words(EventFactory()) == [
        "It is not known how many people took part.",
        "Nobody is named.",
    ]


def test_unknown_women_an_estimate_and_a_tentative_list_are_said():
    event = EventFactory(list_is_final=False)
    HeadCountFactory(event=event, people=34, method=CountMethod.ESTIMATED)
    ParticipationFactory.create_batch(2, event=event)

    assert words(event) == [
        "34 people took part.",
        "2 are named.",
        "How many of them were women is not known.",
        "The number is an estimate.",
        "The list is tentative.",
    ]


def test_only_the_women_may_be_known():
    counted = HeadCountFactory(people=None, women=3)

    assert words(counted.event) == [
        "It is not known how many people took part.",
        "Nobody is named.",
        "3 women were among them.",
    ]


def test_numbers_of_organizations_are_told_where_the_number_in_all_is_not_known():
    event, house = EventFactory(), OrganizationFactory()
    HeadCountFactory(event=event, organization=house, people=4, women=1)
    HeadCountFactory(event=event, organization=OrganizationFactory(), people=3, women=None)
    HeadCountFactory(event=event, organization=OrganizationFactory(parent=house), people=2)

    assert words(event) == [
        "At least 7 people took part. The number in all is not known.",
        "Nobody is named.",
        "At least 1 woman was among them.",
    ]


def test_the_number_of_an_organization_in_no_directory_is_told_below():
    group = ParticipationFactory(name="", organization_name="CamHR", capacity="2 people")

    assert words(group.event)[0] == (
        "The number in all is not known. The number of an organization stands below."
    )


def test_a_coming_meeting_tells_who_is_invited_listed_and_expected():
    event = EventFactory(planned=True, list_is_final=False)
    ParticipationFactory(event=event, name="", organization=OrganizationFactory(), state=INVITED)
    ParticipationFactory.create_batch(2, event=event, state=INVITED)
    HeadCountFactory(event=event, people=40)

    assert words(event) == [
        "1 organization is invited.",
        "2 people are on the list.",
        "40 people are expected.",
        "The list is tentative.",
    ]


def test_nothing_is_said_of_a_coming_meeting_without_anybody():
    event = EventFactory(planned=True, list_is_final=False)

    assert words(event) == []
