"""Asking for a briefing each quarter, getting it, and ending that."""

from datetime import UTC, date, datetime, timedelta

import pytest

from documents.models import Briefing, Subscription
from documents.operations import subscriptions
from documents.operations.subscriptions import NoMailError
from documents.planners.subscriptions import SUBSCRIPTIONS
from documents.queries.subscriptions import KIND
from documents.terms.subscriptions import SubscriptionTerms
from followup.operations import planning
from network.operations import memberships
from notifications import mails
from notifications.enums import Choice, MessageState
from notifications.models import Message
from notifications.operations import choices
from tests.factories import roles
from tests.factories.documents import BriefingFactory, SubscriptionFactory
from tests.factories.network import CountryFactory, PersonFactory

pytestmark = pytest.mark.django_db

NOW, DAY = datetime(2026, 10, 1, 8, tzinfo=UTC), timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture
def terms():
    return SubscriptionTerms(country=CountryFactory(cambodia=True))


@pytest.fixture
def official(terms):
    return PersonFactory(user=roles.official(terms.country)).user


def message_to(user, country):
    """Return what is planned for somebody who asked long ago."""
    wish = SubscriptionFactory(user=user, country=country)
    planning.plan(SUBSCRIPTIONS, now=NOW)
    return Message.objects.about(wish).get()


def test_asked_for_twice_it_comes_once(terms, official):
    first = subscriptions.begin(terms, by=official, today=TODAY)

    assert subscriptions.begin(terms, by=official, today=TODAY + DAY) == first
    assert (first.user, first.country, first.asked_on) == (official, terms.country, TODAY)


def test_whom_no_mail_reaches_is_told_so(terms):
    user = PersonFactory(user=roles.staff(), recipient__email="").user

    with pytest.raises(NoMailError, match="No mail reaches you"):
        subscriptions.begin(terms, by=user, today=TODAY)


def test_who_is_not_in_the_directory_gets_there_with_the_address_of_the_account(terms):
    user = roles.official(terms.country)

    subscriptions.begin(terms, by=user, today=TODAY)

    assert planning.plan(SUBSCRIPTIONS, now=NOW + 100 * DAY) == 1
    assert Message.objects.get().recipient.email == user.email


@pytest.mark.parametrize(
    ("before", "after"), [(Choice.OFF, Choice.AT_ONCE), (Choice.WEEKLY, Choice.WEEKLY)]
)
def test_who_had_turned_these_mails_off_wants_them_now(terms, official, before, after):
    choices.choose(official.person.recipient, {KIND: before}, by=official)

    subscriptions.begin(terms, by=official, today=TODAY)

    assert choices.chosen(official.person.recipient)[KIND] == after


def test_what_ends_takes_along_what_waits_and_may_begin_again(terms, official):
    message = message_to(official, terms.country)
    wish = Subscription.objects.get()

    ended = subscriptions.end(wish, by=official, today=TODAY)
    assert subscriptions.end(wish, by=official, today=TODAY + DAY).ended_on == TODAY

    message.refresh_from_db()
    assert message.state == MessageState.CANCELLED
    assert subscriptions.issue_for(message, now=NOW) is None
    assert subscriptions.begin(terms, by=official, today=TODAY) != ended


def test_all_readers_of_a_country_have_one_briefing_of_a_whole_quarter(terms, official):
    BriefingFactory(country=terms.country, period="2026-q3", ends_on=date(2026, 8, 1))
    found = [
        subscriptions.issue_for(message_to(user, terms.country), now=NOW + hours * DAY / 24)
        for hours, user in enumerate((official, PersonFactory(user=roles.staff()).user))
    ]

    assert found[0] == found[1]
    assert Briefing.objects.count() == 2
    briefing = found[0]
    assert (briefing.starts_on, briefing.ends_on) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (briefing.period, briefing.issued_by, briefing.issued_at) == ("2026-q3", None, NOW)


def test_who_may_not_read_of_the_country_any_more_gets_nothing(terms, official):
    message = message_to(official, terms.country)
    memberships.end(official.memberships.get(), on=TODAY, by=None)

    assert mails.kind_of(KIND).compose(message) is None
    assert not Briefing.objects.exists()
