"""Who took part, as the page tells it."""

import pytest

from events.enums import ParticipationState
from events.queries.attendance import organizations_at, people_at, presence
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
    assert (here.named, here.unlisted) == (1, ["Some firm"])
    assert (here.is_counted, here.is_known) == (True, True)


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
        listed = [(str(one.person.honorific), one.organization.country) for one in here.people]
        assert [side.organization.country for side in here.sides]

    assert len(listed) == 3


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


def test_the_number_of_an_organization_that_nobody_knows_is_told_with_it():
    event = EventFactory()
    ParticipationFactory(event=event, name="", organization_name="CamHR", capacity="3 people")

    assert presence(event).unlisted == ["CamHR (3 people)"]
