"""Requests for an update; one an item, stage and person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.operations import planning
from followup.planners.due_items import ACTIONS, COMMITMENTS
from notifications.models import Message
from notifications.wording import reason_of
from partnerships.enums import ActionState, CommitmentState, PairingPhase
from partnerships.operations import actions, commitments, due_items, pairings
from partnerships.terms.actions import ActionTerms
from partnerships.terms.commitments import CommitmentTerms
from partnerships.terms.endings import Ending
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
    ProgressUpdateFactory,
)
from tests.followup.planning import plan_requests

pytestmark = pytest.mark.django_db

# A Monday.
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def planned(**recipient):
    """Return (stage, state) of what the outbox holds, in the order in which it goes."""
    found = Message.objects.order_by("due_at", "pk")
    if recipient:
        found = found.filter(**recipient)
    return [(message.key.split(":")[4], message.state) for message in found]


def test_a_request_waits_for_the_morning_of_its_reader():
    person = PersonFactory(recipient__time_zone="Asia/Yangon")
    action = ActionFactory(person=person, due_on=TODAY + 7 * DAY)

    plan_requests(now=datetime(2026, 11, 23, 0, 5, tzinfo=UTC))

    message = Message.objects.earliest("due_at")
    assert message.about == action
    assert (message.kind, message.recipient, message.due_at, message.not_after) == (
        "partnerships.update_request",
        person.recipient,
        datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 30, 1, 30, tzinfo=UTC),
    )


def test_what_was_found_late_is_asked_at_once():
    ActionFactory(person=PersonFactory(), due_on=date(2022, 1, 31))

    plan_requests(now=NOW)

    assert Message.objects.values_list("due_at", "not_after").get() == (NOW, None)


def test_what_will_be_asked_shows_two_weeks_before():
    ActionFactory(person=PersonFactory(), due_on=TODAY + 22 * DAY)

    new = [plan_requests(now=NOW + days * DAY) for days in (0, 1, 7, 8, 14, 15, 100)]

    assert new == [0, 1, 0, 1, 0, 1, 0]
    assert planned() == [("before", "pending"), ("due", "pending"), ("overdue", "pending")]


@pytest.mark.parametrize(
    ("late", "stages"),
    [
        (-8, ["before", "due"]),
        (0, ["due", "overdue"]),
        (6, ["due", "overdue"]),
        (7, ["overdue"]),
        (50, ["overdue"]),
    ],
)
def test_of_what_was_missed_only_the_newest_question_is_asked(late, stages):
    ActionFactory(person=PersonFactory(), due_on=TODAY - late * DAY)

    plan_requests(now=NOW)

    assert [stage for stage, _ in planned()] == stages


def test_the_turn_of_the_day_is_the_readers():
    """At 17:45 UTC it is 0:15 of the next day in Yangon, 1:45 in Shanghai, 18:45 in Paris."""
    zones = ("Asia/Shanghai", "Asia/Yangon", "Europe/Paris")
    due_on = TODAY + DAY
    for zone in zones:
        ActionFactory(person=PersonFactory(recipient__time_zone=zone), due_on=due_on)

    for hour in (17, 23):
        plan_requests(now=datetime(2026, 11, 23, hour, 45, tzinfo=UTC))

    due = Message.objects.filter(key__contains=":due:").order_by("due_at")
    assert list(due.values_list("recipient__time_zone", "due_at")) == [
        ("Asia/Shanghai", datetime(2026, 11, 24, 0, tzinfo=UTC)),
        ("Asia/Yangon", datetime(2026, 11, 24, 1, 30, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 11, 24, 7, tzinfo=UTC)),
    ]
    last = Message.objects.get(key__contains=":before:")
    assert (last.recipient.time_zone, last.not_after) == ("Europe/Paris", due[2].due_at)


def test_the_question_of_yesterday_is_not_asked_where_it_is_already_tomorrow():
    """At 12:30 UTC the evening has come in Sydney and not in Bangkok."""
    for zone in ("Australia/Sydney", "Asia/Bangkok"):
        ActionFactory(person=PersonFactory(recipient__time_zone=zone), due_on=TODAY + DAY)

    plan_requests(now=datetime(2026, 11, 23, 12, 30, tzinfo=UTC))

    before = Message.objects.filter(key__contains=":before:")
    assert [message.recipient.time_zone for message in before] == ["Asia/Bangkok"]


@pytest.mark.parametrize(
    ("due_on", "now"),
    [
        # Due today and written down at six, on a Tuesday; in Bangkok it is seven hours later.
        (date(2026, 11, 24), datetime(2026, 11, 23, 23, tzinfo=UTC)),
        # Due on Monday, written down on Saturday and on Sunday night.
        (date(2026, 11, 30), datetime(2026, 11, 28, 5, tzinfo=UTC)),
        (date(2026, 11, 30), datetime(2026, 11, 29, 20, tzinfo=UTC)),
        # Due tomorrow, written down after eight in the evening.
        (date(2026, 11, 25), datetime(2026, 11, 24, 13, 30, tzinfo=UTC)),
    ],
)
def test_what_is_due_by_the_next_morning_is_asked_once_in_the_morning(due_on, now):
    ActionFactory(person=PersonFactory(recipient__time_zone="Asia/Bangkok"), due_on=due_on)

    plan_requests(now=now)

    assert [stage for stage, _ in planned()] == ["due", "overdue"]
    morning = datetime(due_on.year, due_on.month, due_on.day, 1, tzinfo=UTC)
    assert Message.objects.earliest("due_at").due_at == morning


def test_what_is_due_on_a_weekend_is_asked_about_on_monday_only():
    """It is Friday evening in Bangkok; the action is due on Saturday."""
    person = PersonFactory(recipient__time_zone="Asia/Bangkok")
    ActionFactory(person=person, due_on=date(2026, 11, 28))

    plan_requests(now=datetime(2026, 11, 27, 14, tzinfo=UTC))

    first = Message.objects.earliest("due_at")
    assert first.due_at == datetime(2026, 11, 30, 1, tzinfo=UTC)
    assert [stage for stage, _ in planned()] == ["due", "overdue"]


def test_a_zone_that_does_not_exist_does_not_hold_up_the_rest():
    for zone in ("Asia/Nowhere", "Asia/Bangkok"):
        ActionFactory(person=PersonFactory(recipient__time_zone=zone), due_on=date(2022, 1, 31))

    assert plan_requests(now=NOW) == 2


def test_everybody_who_answers_is_asked_and_knows_why():
    college, partner = OrganizationFactory(), OrganizationFactory()
    pairing = PairingFactory(parties=[college, partner])
    people = [FocalPointFactory(organization=side).person for side in (college, partner)]
    named = PersonFactory()
    due_on = TODAY - 30 * DAY
    action = ActionFactory(pairing=pairing, due_on=due_on)
    commitment = CommitmentFactory(pairing=pairing, promised_by=partner, ends_on=due_on)
    of_named = ActionFactory(pairing=pairing, person=named, due_on=due_on)

    assert plan_requests(now=NOW) == 4

    reasons = {
        (message.about, message.recipient_id): reason_of(message)
        for message in Message.objects.all()
    }
    assert reasons == {
        (action, people[0].recipient_id): "Is a focal point of the side that acts",
        (action, people[1].recipient_id): "Is a focal point of the side that acts",
        (commitment, people[1].recipient_id): "Is a focal point of the side that promised this",
        (of_named, named.recipient_id): "Is responsible for this action",
    }


@pytest.mark.parametrize("due_on", [TODAY + 22 * DAY, None])
def test_what_is_far_is_not_asked_about(due_on):
    ActionFactory(person=PersonFactory(), due_on=due_on)

    assert plan_requests(now=NOW) == 0


def test_where_nobody_answers_nobody_is_asked_until_somebody_does():
    pairing = PairingFactory()
    ActionFactory(pairing=pairing, due_on=TODAY - 7 * DAY)
    before = plan_requests(now=NOW)
    FocalPointFactory(organization=pairing.parties.first().organization)

    assert (before, plan_requests(now=NOW)) == (0, 1)


def test_who_takes_over_from_a_focal_point_is_asked_though_somebody_was():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    ActionFactory(pairing=pairing, organization=side, due_on=TODAY - 7 * DAY)
    old = FocalPointFactory(organization=side)
    plan_requests(now=NOW)
    old.ends_on = TODAY
    old.save()
    new = FocalPointFactory(organization=side, starts_on=TODAY).person

    again = [plan_requests(now=NOW + days * DAY) for days in (0, 0, 3)]

    assert again == [1, 0, 0]
    assert planned(recipient=new.recipient) == [("overdue", "pending")]


def test_who_is_appointed_for_the_pairing_takes_the_place_of_who_answers_for_the_house():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    FocalPointFactory(organization=side)
    ActionFactory(pairing=pairing, organization=side, due_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)
    PairingFocalPointFactory(pairing=pairing, organization=side)

    assert [plan_requests(now=NOW), plan_requests(now=NOW)] == [1, 0]


def test_who_takes_over_what_was_answered_already_is_not_asked_before_the_next_stage():
    pairing = PairingFactory()
    side = pairing.parties.first().organization
    action = ActionFactory(pairing=pairing, organization=side, due_on=TODAY)
    ProgressUpdateFactory(pairing=pairing, action=action, submitted_at=NOW - timedelta(hours=1))
    new = FocalPointFactory(organization=side).person

    plan_requests(now=NOW)

    assert planned(recipient=new.recipient) == [("overdue", "pending")]


def test_an_action_that_is_given_to_somebody_else_is_asked_of_them():
    old, new = PersonFactory(), PersonFactory()
    action = ActionFactory(person=old, due_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)

    actions.edit(action, replace(ActionTerms.of(action), person=new), by=None)
    plan_requests(now=NOW)

    assert planned(recipient=old.recipient) == [("overdue", "cancelled")]
    assert planned(recipient=new.recipient) == [("overdue", "pending")]


def test_an_action_that_is_given_back_is_asked_of_the_first_person_again():
    old, new = PersonFactory(), PersonFactory()
    action = ActionFactory(person=old, due_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)
    for person in (new, old):
        action = actions.edit(action, replace(ActionTerms.of(action), person=person), by=None)
        plan_requests(now=NOW)

    assert planned(recipient=old.recipient) == [("overdue", "cancelled"), ("overdue", "pending")]


def test_a_moved_day_calls_the_old_questions_back_and_asks_new_ones():
    action = ActionFactory(person=PersonFactory(), due_on=TODAY)
    plan_requests(now=NOW)

    action = actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY + 7 * DAY), by=None)
    plan_requests(now=NOW)

    assert [state for _, state in planned(state="cancelled")] == ["cancelled", "cancelled"]
    assert [stage for stage, _ in planned(state="cancelled")] == ["due", "overdue"]
    waiting = Message.objects.unsent().order_by("due_at")
    assert [message.key.split(":")[3:5] for message in waiting] == [
        ["2026-11-30", "before"],
        ["2026-11-30", "due"],
        ["2026-11-30", "overdue"],
    ]


def test_a_day_that_is_moved_and_moved_back_is_asked_about():
    action = ActionFactory(person=PersonFactory(), due_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)

    action = actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY + 90 * DAY), by=None)
    actions.edit(action, replace(ActionTerms.of(action), due_on=TODAY - 7 * DAY), by=None)
    plan_requests(now=NOW)

    assert planned() == [("overdue", "cancelled"), ("overdue", "pending")]


def test_another_word_changes_no_question():
    action = ActionFactory(person=PersonFactory(), due_on=TODAY - 7 * DAY)
    commitment = CommitmentFactory(ends_on=TODAY)
    plan_requests(now=NOW)

    actions.edit(action, replace(ActionTerms.of(action), text="Send the plan by post"), by=None)
    commitments.edit(
        commitment, replace(CommitmentTerms.of(commitment), text="Train ten teachers"), by=None
    )

    assert (plan_requests(now=NOW), planned()) == (0, [("overdue", "pending")])


def test_the_moved_day_of_an_agreed_area_is_asked_about_anew():
    side = FocalPointFactory().organization
    commitment = CommitmentFactory(promised_by=side, ends_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)

    commitments.edit(
        commitment, replace(CommitmentTerms.of(commitment), ends_on=TODAY - 8 * DAY), by=None
    )
    plan_requests(now=NOW)

    assert planned() == [("overdue", "cancelled"), ("overdue", "pending")]


@pytest.mark.parametrize(
    "close",
    [
        lambda action, _: due_items.close(action, Ending(state="done", on=TODAY), by=None),
        lambda _, commitment: due_items.close(
            commitment, Ending(state=CommitmentState.DROPPED, reason="Flood", on=TODAY), by=None
        ),
    ],
)
def test_what_is_closed_is_not_asked_about_any_more(close):
    person = FocalPointFactory()
    action = ActionFactory(person=person.person, due_on=TODAY)
    commitment = CommitmentFactory(promised_by=person.organization, ends_on=TODAY)
    plan_requests(now=NOW)

    closed = close(action, commitment)
    plan_requests(now=NOW)

    assert not Message.objects.about(closed).unsent().exists()
    assert Message.objects.unsent().count() == 2


def test_what_goes_on_after_all_is_asked_about_again():
    action = ActionFactory(person=PersonFactory(), due_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)
    action = due_items.close(action, Ending(state=ActionState.DONE, on=TODAY), by=None)
    plan_requests(now=NOW)

    due_items.begin(action, by=None)
    plan_requests(now=NOW)

    assert planned() == [("overdue", "cancelled"), ("overdue", "pending")]


def test_a_pairing_that_rests_is_left_alone_and_asked_when_it_goes_on():
    side = FocalPointFactory().organization
    pairing = PairingFactory(parties=[side, OrganizationFactory()])
    ActionFactory(pairing=pairing, due_on=TODAY - 7 * DAY)
    CommitmentFactory(pairing=pairing, ends_on=TODAY - 7 * DAY)
    plan_requests(now=NOW)

    pairing = pairings.move(
        pairing, phase=PairingPhase.PAUSED, reason="Elections", on=TODAY, by=None
    )
    resting = plan_requests(now=NOW), [state for _, state in planned()]
    pairings.move(pairing, phase=PairingPhase.ACTIVE, on=TODAY, by=None)

    assert resting == (0, ["cancelled", "cancelled"])
    assert plan_requests(now=NOW) == 2


def queries_of_planning(planner):
    with CaptureQueriesContext(connection) as captured:
        planning.plan(planner, now=NOW)
    return len(captured)


@pytest.mark.parametrize("planner", [ACTIONS, COMMITMENTS])
def test_more_items_take_no_more_questions_to_the_database(planner):
    def commit_to_something():
        side = FocalPointFactory().organization
        pairing = PairingFactory(parties=[side, OrganizationFactory()])
        ActionFactory(pairing=pairing, due_on=TODAY - DAY)
        ActionFactory(pairing=pairing, person=PersonFactory(), due_on=TODAY - DAY)
        CommitmentFactory(pairing=pairing, promised_by=side, ends_on=TODAY - DAY)

    commit_to_something()
    queries_of_planning(planner)
    commit_to_something()
    for_one = queries_of_planning(planner)
    for _ in range(3):
        commit_to_something()

    assert queries_of_planning(planner) == for_one < 20
    # One question whether something is due, and a savepoint.
    assert queries_of_planning(planner) == 3
