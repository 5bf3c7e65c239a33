"""What a profile page shows."""

from datetime import date

import pytest

from network.enums import InterestKind, ProfilePart
from network.queries import profiles
from tests.factories.network import (
    FocalPointFactory,
    InterestFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
)
from tests.factories.roles import focal_point, official, staff

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def test_colleagues_are_those_of_today_first_with_what_else_they_are():
    college, other = OrganizationFactory(), OrganizationFactory()
    left = PersonFactory(name="A left", works_at=college, works_at__ends_on=date(2020, 1, 1))
    stays = PersonFactory(name="B stays", works_at=college)
    beside = PositionFactory(person=stays, organization=other)
    PositionFactory(person=stays, organization=other, ends_on=date(2020, 1, 1))

    found = profiles.colleagues(college, reader=staff(), on=DAY)

    assert [(one.person, len(one.current), len(one.past), one.elsewhere) for one in found] == [
        (stays, 1, 0, [beside]),
        (left, 0, 1, []),
    ]


def test_colleagues_are_only_those_whom_the_reader_may_see():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)

    assert profiles.colleagues(college, reader=official(), on=DAY) == []
    assert [one.person for one in profiles.colleagues(college, reader=staff(), on=DAY)] == [person]


def test_positions_are_those_of_today_first_then_the_newest():
    person = PersonFactory()
    old = PositionFactory(person=person, ends_on=date(2019, 1, 1))
    newer = PositionFactory(person=person, ends_on=date(2021, 1, 1))
    now = PositionFactory(person=person)

    held = profiles.positions(person, reader=staff(), on=DAY)

    assert [(one.position, one.is_current, one.may_end) for one in held] == [
        (now, True, True),
        (newer, False, False),
        (old, False, False),
    ]


def test_only_positions_at_home_are_for_the_reader_to_end():
    college = OrganizationFactory()
    person = PersonFactory(works_at=college)
    PositionFactory(person=person)

    held = profiles.positions(person, reader=focal_point(college), on=DAY)

    assert [one.may_end for one in held] == [True, False]


def test_focal_points_of_today_come_first_and_name_only_whom_the_reader_may_see():
    college = OrganizationFactory()
    before = FocalPointFactory(organization=college, ends_on=DAY)
    now = FocalPointFactory(organization=college)

    seen = profiles.focal_points(college, reader=staff(), on=DAY)
    unseen = profiles.focal_points(college, reader=official(), on=DAY)

    assert [(one.focal_point, one.person, one.is_current) for one in seen] == [
        (now, now.person, True),
        (before, before.person, False),
    ]
    assert [one.person for one in unseen] == [None, None]


def test_completeness_names_eight_things_and_which_are_said():
    college = OrganizationFactory(local_name="学院", city="Wuxi")
    InterestFactory(organization=college, kind=InterestKind.NEED)
    FocalPointFactory(organization=college, person=PersonFactory(works_at=college))

    assert profiles.completeness(college) == {
        ProfilePart.LOCAL_NAME: True,
        ProfilePart.CITY: True,
        ProfilePart.WEBSITE: False,
        ProfilePart.ABOUT: False,
        ProfilePart.NEED: True,
        ProfilePart.OFFER: False,
        ProfilePart.PEOPLE: True,
        ProfilePart.FOCAL_POINT: True,
    }
