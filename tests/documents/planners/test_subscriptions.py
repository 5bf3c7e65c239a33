"""Whoever asked for it is told once of the briefing of a quarter, on its first working day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from documents.models import Briefing, Subscription
from documents.planners.subscriptions import SUBSCRIPTIONS
from followup.models import ReminderSchedule
from followup.operations import planning
from network.operations import accounts, memberships, people
from notifications.models import Message
from notifications.wording import reason_of
from tests.factories import roles
from tests.factories.accounts import UserFactory
from tests.factories.documents import BriefingFactory, SubscriptionFactory
from tests.factories.network import (
    CountryFactory,
    OrganizationFactory,
    PersonFactory,
    ProgrammeFactory,
)
from tests.followup.planning import is_scheduled, next_check

pytestmark = pytest.mark.django_db

# A Thursday; in Bangkok it is three in the afternoon.
NOW, DAY = datetime(2026, 10, 1, 8, tzinfo=UTC), timedelta(days=1)
NEXT = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def cambodia():
    return CountryFactory(cambodia=True)


@pytest.fixture
def official(cambodia):
    return PersonFactory(user=roles.official(cambodia)).user


@pytest.fixture
def subscription(official, cambodia):
    return SubscriptionFactory(user=official, country=cambodia)


def plan(now):
    return planning.plan(SUBSCRIPTIONS, now=now)


def test_the_quarter_before_is_told_of_once(subscription):
    assert [plan(NOW + days * DAY) for days in (0, 1)] == [1, 0]

    message = Message.objects.get()
    assert message.key == f"briefing:{subscription.pk}:2026-q3"
    assert (message.about, message.recipient) == (
        subscription,
        subscription.user.person.recipient,
    )
    assert (message.due_at, message.not_after) == (NOW, datetime(2027, 1, 1, 1, tzinfo=UTC))
    assert reason_of(message) == "Asked for a briefing of this country each quarter"
    assert next_check(subscription) == NEXT

    # A Friday, before the reader's morning.
    assert plan(NEXT) == 1
    assert Message.objects.latest("pk").due_at == datetime(2027, 1, 1, 1, tzinfo=UTC)


def test_it_waits_for_a_working_day(subscription):
    plan(datetime(2028, 1, 1, 3, tzinfo=UTC))

    assert Message.objects.get().due_at == datetime(2028, 1, 3, 1, tzinfo=UTC)


def test_of_missed_quarters_the_newest_is_told_of(subscription):
    plan(NOW)

    assert plan(datetime(2027, 8, 20, tzinfo=UTC)) == 1
    assert Message.objects.latest("pk").key.endswith(":2027-q2")


@pytest.mark.parametrize(
    ("asked_on", "told"), [(date(2026, 9, 30), 1), (date(2026, 10, 1), 0), (date(2026, 11, 9), 0)]
)
def test_who_asks_in_a_quarter_gets_the_next(official, cambodia, asked_on, told):
    wish = SubscriptionFactory(user=official, country=cambodia, asked_on=asked_on)

    assert plan(NOW + 60 * DAY) == told
    assert next_check(wish) == NEXT


def test_it_ends_with_the_role_the_account_and_the_wish(subscription, official):
    memberships.end(official.memberships.get(), on=NOW.date(), by=None)
    assert plan(NOW) == 0
    assert next_check(subscription) == datetime(2026, 10, 2, tzinfo=UTC)

    other = PersonFactory(user=roles.official(subscription.country)).user
    closed = SubscriptionFactory(user=other, country=subscription.country)
    accounts.close(other, by=None, now=NOW)
    ended = SubscriptionFactory(
        user=PersonFactory(user=roles.staff()).user,
        country=subscription.country,
        ended_on=date(2026, 9, 1),
    )
    assert plan(NOW + DAY) == 0
    assert (is_scheduled(closed), is_scheduled(ended)) == (True, False)


def test_who_gets_an_address_some_days_later_is_told_then(subscription, official):
    people.reach_at(official.person, email="", by=None)
    assert plan(NOW) == 0

    people.reach_at(official.person, email="new@example.org", by=None)

    assert plan(NOW + DAY) == 1


def test_it_goes_to_whom_a_page_would_show_it(cambodia):
    who = {
        "staff": roles.staff(),
        "coordinator": roles.coordinator(cambodia),
        "official": roles.official(cambodia),
        "official elsewhere": roles.official(CountryFactory(laos=True)),
        "focal point": roles.focal_point(OrganizationFactory(country=cambodia)),
        "staff of a programme": roles.limited_staff(ProgrammeFactory()),
        "nobody": roles.nobody(),
        "superuser": UserFactory(is_superuser=True),
        "closed": UserFactory(is_superuser=True, is_active=False),
    }
    briefing = BriefingFactory(country=cambodia)
    wishes = {SubscriptionFactory(user=user, country=cambodia): user for user in who.values()}

    told = {wishes[each] for each in Subscription.objects.of_readers()}

    assert told == {
        user
        for user in who.values()
        if user.has_perm("documents.view_briefing")
        and Briefing.objects.visible_to(user).filter(pk=briefing.pk).exists()
    }
    assert {name for name, user in who.items() if user in told} == {
        "staff",
        "coordinator",
        "official",
        "superuser",
    }


def test_many_cost_as_much_as_one(cambodia, subscription, django_assert_max_num_queries):
    for _number in range(3):
        user = PersonFactory(user=roles.official(cambodia)).user
        SubscriptionFactory(user=user, country=cambodia)

    with django_assert_max_num_queries(13):
        assert plan(NOW) == 4


def test_the_schedule_is_filled_again(subscription):
    ReminderSchedule.objects.all().delete()

    assert planning.rebuild(SUBSCRIPTIONS, today=NOW.date()) == 1
    assert is_scheduled(subscription)
