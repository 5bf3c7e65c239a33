"""What stays undone for three weeks is told to the staff; once an item and day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Message
from notifications.operations import digests
from notifications.operations.batches import send_batch
from notifications.wording import reason_of
from partnerships.operations import actions, due_items, updates
from partnerships.terms.actions import ActionTerms
from partnerships.terms.endings import Ending
from partnerships.terms.updates import NewUpdate, ProgressUpdateTerms
from tests.factories import roles
from tests.factories.network import (
    CountryFactory,
    FocalPointFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.partnerships import ActionFactory, CommitmentFactory, PairingFactory
from tests.followup.planning import plan_escalations, plan_requests

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
LATE = TODAY - timedelta(days=21)


@pytest.fixture
def coordinator():
    return PersonFactory(user=roles.coordinator(CountryFactory(laos=True)))


@pytest.fixture
def pairing(coordinator):
    laos = CountryFactory(laos=True)
    return PairingFactory(parties=[OrganizationFactory(country=laos), OrganizationFactory()])


def notices():
    return Message.objects.filter(kind="partnerships.escalation").order_by("pk")


def test_the_staff_responsible_is_told_in_the_morning(pairing, coordinator):
    late = [ActionFactory(pairing=pairing, due_on=LATE)]
    late += [CommitmentFactory(pairing=pairing, ends_on=LATE)]

    assert plan_escalations(now=datetime(2026, 11, 22, 23, tzinfo=UTC)) == 2

    assert [message.about for message in notices()] == late
    assert {(message.recipient, message.due_at, reason_of(message)) for message in notices()} == {
        (
            coordinator.recipient,
            datetime(2026, 11, 23, 1, tzinfo=UTC),
            "Follows up late work in a country of this pairing",
        )
    }


@pytest.mark.parametrize(
    ("ago", "mornings"),
    [(6, []), (7, [datetime(2026, 12, 7, 1, tzinfo=UTC)]), (21, [NOW]), (1500, [NOW])],
)
def test_it_is_planned_two_weeks_ahead_and_told_after_three_weeks_however_late(
    pairing, ago, mornings
):
    ActionFactory(pairing=pairing, due_on=TODAY - ago * DAY)

    assert plan_escalations(now=NOW) == len(mornings)
    assert [message.due_at for message in notices()] == mornings


@pytest.mark.parametrize(
    "change",
    [
        lambda action: due_items.close(action, Ending(state="done", on=TODAY), by=None),
        lambda action: due_items.close(
            action, Ending(state="dropped", reason="Flood", on=TODAY), by=None
        ),
        lambda action: actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY), by=None),
        lambda action: updates.submit(
            action.pairing,
            NewUpdate(terms=ProgressUpdateTerms(answer="done", action=action)),
            author=PersonFactory(),
            now=NOW,
        ),
    ],
)
def test_what_was_planned_ahead_is_cancelled_when_it_is_done_dropped_or_moved(pairing, change):
    action = ActionFactory(pairing=pairing, due_on=TODAY - 7 * DAY)
    plan_escalations(now=NOW)

    change(action)

    assert plan_escalations(now=NOW) == 0
    assert [message.state for message in notices()] == ["cancelled"]


def test_it_is_told_once(pairing):
    ActionFactory(pairing=pairing, due_on=LATE)

    assert [plan_escalations(now=NOW + days * DAY) for days in (0, 0, 1, 30)] == [1, 0, 0, 0]


def test_what_was_told_is_not_told_to_staff_who_come_later(pairing):
    ActionFactory(pairing=pairing, due_on=LATE)
    plan_escalations(now=NOW)
    PersonFactory(user=roles.coordinator(CountryFactory(laos=True)))

    assert plan_escalations(now=NOW) == 0


def test_without_a_coordinator_the_project_staff_is_told():
    person = PersonFactory(user=roles.staff())
    ActionFactory(due_on=LATE)

    plan_escalations(now=NOW)

    assert notices().get().recipient == person.recipient


def test_whoever_is_responsible_on_the_day_is_told_though_it_was_planned_for_another(
    pairing, coordinator
):
    ActionFactory(pairing=pairing, due_on=TODAY - 7 * DAY)
    plan_escalations(now=NOW)
    coordinator.user.memberships.all().delete()
    successor = PersonFactory(user=roles.coordinator(CountryFactory(laos=True)))

    on_the_day = NOW + 14 * DAY
    digests.collect(now=on_the_day)
    with time_machine.travel(on_the_day, tick=False):
        send_batch(clock=lambda: on_the_day)

    assert plan_escalations(now=on_the_day) == 1
    assert [(message.recipient, message.state) for message in notices()] == [
        (coordinator.recipient, "cancelled"),
        (successor.recipient, "pending"),
    ]


def test_while_there_is_no_staff_nobody_is_told():
    ActionFactory(due_on=LATE)
    before = plan_escalations(now=NOW)
    PersonFactory(user=roles.staff())

    assert (before, plan_escalations(now=NOW)) == (0, 1)


def test_whoever_was_asked_late_has_a_week_to_answer(pairing):
    """The worker was down, or the commitment was written down long after its day."""
    ActionFactory(pairing=pairing, person=PersonFactory(), due_on=LATE - 10 * DAY)
    plan_requests(now=NOW)

    assert [plan_escalations(now=NOW + days * DAY) for days in (0, 6, 7)] == [0, 0, 1]


def test_whoever_was_asked_in_time_has_had_their_week_when_the_staff_is_told(pairing):
    action = ActionFactory(pairing=pairing, person=PersonFactory(), due_on=TODAY - 7 * DAY)
    asked = plan_requests(now=NOW)

    assert (asked, notices().count()) == (1, 1)
    assert notices().get().about == action
    assert plan_escalations(now=NOW) == 0


def test_whoever_is_asked_after_it_was_planned_ahead_has_a_week_to_answer_too(pairing):
    action = ActionFactory(pairing=pairing, due_on=TODAY - 16 * DAY)
    at_first = plan_escalations(now=NOW)
    FocalPointFactory(organization=pairing.parties.first().organization)
    plan_requests(now=NOW)

    later = [plan_escalations(now=NOW + days * DAY) for days in (0, 6, 7)]

    assert (at_first, later) == (1, [0, 0, 1])
    assert (notices().get().about, notices().get().due_at) == (action, NOW + 7 * DAY)


def test_another_day_is_another_message(pairing):
    action = ActionFactory(pairing=pairing, due_on=LATE)
    plan_escalations(now=NOW)

    actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY), by=None)
    planned = [plan_escalations(now=NOW + days * DAY) for days in (0, 6, 7)]

    assert planned == [0, 0, 1]
    assert [message.state for message in notices()] == ["cancelled", "pending"]


def test_what_was_cancelled_is_told_if_it_is_still_late(pairing):
    one, other = PersonFactory.create_batch(2, recipient__email="")
    action = ActionFactory(pairing=pairing, person=one, due_on=LATE)
    plan_escalations(now=NOW)

    actions.edit(action, replace(ActionTerms.of(action), person=other), by=None)

    assert (plan_escalations(now=NOW), plan_escalations(now=NOW)) == (1, 0)


def test_what_was_sent_is_not_told_again_when_somebody_else_is_named(pairing):
    action = ActionFactory(pairing=pairing, due_on=LATE)
    plan_escalations(now=NOW)
    notices().update(state="sent", sent_at=NOW)

    actions.edit(action, replace(ActionTerms.of(action), person=PersonFactory()), by=None)

    assert plan_escalations(now=NOW) == 0


def test_mails_are_not_planned_for_ever_for_who_does_not_want_them(pairing, coordinator):
    coordinator.recipient.preferences.create(kind="partnerships.escalation", choice="off")
    ActionFactory(pairing=pairing, due_on=LATE)
    plan_escalations(now=NOW)
    notices().update(state="cancelled")

    with CaptureQueriesContext(connection) as captured:
        assert plan_escalations(now=NOW) == 0
    assert len(captured) <= 8


def test_more_items_take_no_more_questions_to_the_database(pairing):
    def queries_of_planning():
        with CaptureQueriesContext(connection) as captured:
            plan_escalations(now=NOW)
        return len(captured)

    queries_of_planning()
    ActionFactory(pairing=pairing, due_on=LATE)
    for_one = queries_of_planning()
    for _ in range(3):
        laos = OrganizationFactory(country=CountryFactory(laos=True))
        kept_by = [laos, pairing.parties.last().organization]
        ActionFactory(pairing=PairingFactory(parties=kept_by), due_on=LATE)

    assert queries_of_planning() == for_one
