"""Who took part, as the page tells it."""

import pytest

from events.enums import CountMethod, ParticipationState
from events.queries.attendance import in_words, organizations_at, people_at, presence
from tests.factories import roles
from tests.factories.events import (
    EventFactory,
    HeadCountFactory,
    OrganizerFactory,
    ParticipationFactory,
)
from tests.factories.network import (
    OrganizationFactory,
    OrganizationKindFactory,
    PersonFactory,
)
from tests.factories.partnerships import PairingFactory

pytestmark = pytest.mark.django_db

INVITED = ParticipationState.INVITED


def words(event):
    return in_words(event, presence(event))


def test_everybody_is_told_apart():
    event, npic, ministry = EventFactory(), OrganizationFactory(), OrganizationFactory()
    total = HeadCountFactory(event=event, people=17)
    sent = HeadCountFactory(event=event, organization=npic, people=4, women=2)
    named = ParticipationFactory(event=event, organization=npic)
    absent = ParticipationFactory(event=event, organization=npic, state=ParticipationState.ABSENT)
    group = ParticipationFactory(event=event, name="", organization=ministry)
    unlisted = ParticipationFactory(event=event, name="", organization_name="Some firm")
    asked = ParticipationFactory(
        event=event, name="", organization=OrganizationFactory(), state=INVITED
    )

    here = presence(event)

    assert (here.total, here.people, here.groups, here.invited) == (
        total,
        (named, absent),
        (group, unlisted),
        (asked,),
    )
    assert [(side.organization, side.count, side.named) for side in here.sides] == [
        (npic, sent, 1),
        (ministry, None, 0),
    ]
    assert [(side.people, side.women) for side in here.sides] == [(4, 2), (None, None)]
    assert (here.named, here.unlinked, here.unlisted) == (1, 2, ["Some firm"])
    assert (here.is_counted, here.is_empty) == (True, False)


def test_an_organization_that_was_only_counted_is_there_too():
    counted = HeadCountFactory(organization=OrganizationFactory(), people=3)

    here = presence(counted.event)

    assert [(side.organization, side.people, side.named) for side in here.sides] == [
        (counted.organization, 3, 0)
    ]


def test_three_queries_tell_of_any_number_of_people(django_assert_num_queries):
    event = EventFactory()
    for _ in range(3):
        HeadCountFactory(event=event, organization=OrganizationFactory())
        ParticipationFactory(
            event=event, person=PersonFactory(), organization=OrganizationFactory()
        )

    with django_assert_num_queries(2):
        here = presence(event)
        told = [(str(one.person.honorific), one.organization.country) for one in here.people]
        assert [side.organization.country for side in here.sides]

    assert len(told) == 3


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


def test_the_organizations_of_an_event_are_its_sides_their_parts_and_the_ilo():
    side, convenor, guest = (OrganizationFactory() for _ in range(3))
    event = EventFactory(pairings=[PairingFactory(parties=[side])])
    OrganizerFactory(event=event, organization=convenor)
    ParticipationFactory(event=event, organization=guest)
    department = OrganizationFactory(parent=side)
    office = OrganizationFactory(kind=OrganizationKindFactory(key="ilo_office", name="ILO office"))
    OrganizationFactory()

    assert set(organizations_at(event)) == {side, convenor, guest, department, office}


def test_the_people_of_an_event_are_those_of_its_organizations_that_the_user_sees():
    side, other = OrganizationFactory(), OrganizationFactory()
    event = EventFactory(pairings=[PairingFactory(parties=[side, other])])
    user = roles.focal_point(side)
    near, partner = PersonFactory(works_at=side), PersonFactory(works_at=other)
    PersonFactory(works_at=OrganizationFactory())
    hidden = PersonFactory()
    ParticipationFactory(event=event, person=hidden)

    assert set(people_at(event, user)) == {user.person, near, partner}
    assert set(people_at(event, roles.staff())) == {user.person, near, partner, hidden}


def test_a_group_without_names_is_told_by_its_place():
    event, college = EventFactory(), OrganizationFactory()
    directors = ParticipationFactory(
        event=event, name="", organization=college, capacity="Directors of departments"
    )
    ParticipationFactory(event=event, name="", organization=OrganizationFactory(), capacity="")

    assert presence(event).unnamed == [directors]
