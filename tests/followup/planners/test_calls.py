"""Who can help is told at once that somebody is blocked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Message
from notifications.wording import reason_of
from tests.factories import roles
from tests.factories.network import CountryFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import PairingFactory, ProgressUpdateFactory
from tests.followup.planning import is_scheduled, next_check, plan_calls

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def country():
    return CountryFactory(laos=True)


@pytest.fixture
def coordinator(country):
    return PersonFactory(user=roles.coordinator(country))


@pytest.fixture
def staff():
    return PersonFactory(user=roles.staff())


@pytest.fixture
def pairing(country):
    return PairingFactory(parties=[OrganizationFactory(country=country), OrganizationFactory()])


def blocked(pairing, **more):
    return ProgressUpdateFactory(pairing=pairing, answer="blocked", submitted_at=NOW, **more)


def told():
    return set(Message.objects.values_list("recipient", flat=True))


def test_the_coordinator_and_the_staff_are_told_at_once_though_it_is_night(
    pairing, coordinator, staff
):
    PersonFactory(user=roles.coordinator(CountryFactory(china=True)))
    call = blocked(pairing)

    assert (plan_calls(now=NOW), plan_calls(now=NOW)) == (2, 0)

    message = Message.objects.earliest("pk")
    assert told() == {coordinator.recipient_id, staff.recipient_id}
    assert (message.kind, message.about, message.due_at, message.urgency) == (
        "partnerships.call_for_help",
        call,
        NOW,
        "at_once",
    )
    assert reason_of(message) == "Can help in a country of this pairing"
    assert next_check(call) == NOW + DAY


def test_who_called_is_not_told_of_it(pairing, coordinator, staff):
    blocked(pairing, submitted_by=staff.user)

    plan_calls(now=NOW)

    assert told() == {coordinator.recipient_id}


def test_other_answers_tell_nobody(pairing, staff):
    update = ProgressUpdateFactory(pairing=pairing, answer="late", submitted_at=NOW)

    assert plan_calls(now=NOW) == 0
    assert not is_scheduled(update)


def test_whoever_joins_while_it_stands_is_told_too(pairing, staff):
    blocked(pairing)
    plan_calls(now=NOW)

    PersonFactory(user=roles.staff())

    assert plan_calls(now=NOW + 2 * DAY) == 1


def test_what_is_resolved_before_the_mail_leaves_takes_it_back(pairing, staff):
    call = blocked(pairing)
    plan_calls(now=NOW)

    ProgressUpdateFactory(
        pairing=pairing, submitted_by=call.submitted_by, submitted_at=NOW + timedelta(minutes=1)
    )
    plan_calls(now=NOW + timedelta(minutes=2))

    assert [each.state for each in Message.objects.all()] == ["cancelled"]
    assert not is_scheduled(call)


def test_who_lost_the_role_is_not_told_any_more(pairing, staff, coordinator):
    call = blocked(pairing)
    plan_calls(now=NOW)

    staff.user.memberships.all().delete()
    plan_calls(now=NOW + 2 * DAY)

    assert told() == {coordinator.recipient_id}
    assert is_scheduled(call)


def test_an_old_call_stands_on_home_and_is_mailed_to_nobody(pairing, staff):
    call = blocked(pairing)

    assert plan_calls(now=NOW + 14 * DAY) == 0
    assert not is_scheduled(call)


def test_many_calls_cost_the_same_as_one(pairing, staff, coordinator):
    # What a process asks once, such as the kinds of records, is asked here.
    blocked(pairing)
    plan_calls(now=NOW)
    counts = []
    for number in (1, 4):
        for _turn in range(number):
            blocked(PairingFactory(parties=[pairing.parties.first().organization]))
        with CaptureQueriesContext(connection) as asked:
            plan_calls(now=NOW)
        counts.append(len(asked))

    assert counts[0] == counts[1]
