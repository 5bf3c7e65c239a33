"""Who becomes a focal point is introduced once, on the first day."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.operations import users
from network.operations import focal_points, people
from notifications.models import Message
from notifications.wording import reason_of
from tests.factories.accounts import UserFactory
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.followup.planning import is_scheduled, next_check, plan_introductions

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)


@pytest.fixture
def college():
    return OrganizationFactory(name="NPIC")


def appoint(college, day=TODAY, **facts):
    return focal_points.appoint(college, person=PersonFactory(**facts), on=day, by=None)


def test_a_new_focal_point_is_introduced_once(college):
    seat = appoint(college)

    assert [plan_introductions(now=NOW + days * DAY) for days in (0, 1)] == [1, 0]
    message = Message.objects.get()
    assert (message.about, message.recipient, message.due_at) == (
        college,
        seat.person.recipient,
        NOW,
    )
    assert reason_of(message) == "Is a focal point of NPIC"

    assert plan_introductions(now=NOW + 15 * DAY) == 0
    assert not is_scheduled(college)
    # It never went, and is of no use any more.
    assert not Message.objects.exists()


def test_a_hand_over_to_come_is_planned_for_the_morning_of_its_day(college):
    seat = FocalPointFactory(organization=college)
    heir = PersonFactory(recipient__time_zone="Asia/Yangon")
    day = TODAY + 30 * DAY
    focal_points.hand_over(seat, to=heir, on=day, by=None)

    assert plan_introductions(now=NOW) == 0
    assert next_check(college) == datetime(2026, 12, 9, tzinfo=UTC)
    assert plan_introductions(now=next_check(college)) == 1

    message = Message.objects.get()
    assert (message.recipient, message.due_at) == (
        heir.recipient,
        datetime(2026, 12, 23, 1, 30, tzinfo=UTC),
    )
    assert message.not_after == datetime(2027, 1, 6, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "introduced"), [(None, 0), (-15, 0), (-14, 1), (0, 1), (14, 1), (15, 0)]
)
def test_only_who_is_new_is_introduced(college, days, introduced):
    appoint(college, None if days is None else TODAY + days * DAY)

    assert plan_introductions(now=NOW) == introduced


def test_whoever_does_not_begin_after_all_is_not_introduced(college):
    seat = appoint(college, TODAY + 7 * DAY)
    plan_introductions(now=NOW)

    other = focal_points.hand_over(seat, to=PersonFactory(), on=TODAY + 7 * DAY, by=None)
    plan_introductions(now=NOW)

    assert Message.objects.get().recipient == other.person.recipient


def test_who_gets_an_address_is_introduced_then_and_who_was_let_out_is_not(college):
    person = appoint(college, recipient__email="").person
    closed = appoint(college, user=UserFactory()).person
    users.close(closed.user, by=None, now=NOW)
    assert plan_introductions(now=NOW) == 0

    people.reach_at(person, email="new@example.org", by=None)

    assert plan_introductions(now=NOW) == 1


def test_many_organizations_cost_as_much_as_one(college, django_assert_max_num_queries):
    for _number in range(3):
        appoint(OrganizationFactory())
    appoint(college)

    with django_assert_max_num_queries(13):
        assert plan_introductions(now=NOW) == 4
