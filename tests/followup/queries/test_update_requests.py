"""Who is asked how it goes, about what, and when."""

from datetime import UTC, datetime, timedelta

import pytest

from followup.models import AT_ONCE, ReminderSchedule
from followup.queries import update_requests
from followup.queries.update_requests import STAGES, Request
from notifications.models import Message
from partnerships.enums import PairingPhase
from partnerships.models import Action
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    ProgressUpdateFactory,
)
from tests.followup.planning import plan_requests

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)


def asked(now=NOON):
    """Return (item, stage) of what is asked now, in the order of its models and stages."""
    plan_requests(now=now)
    found = Message.objects.filter(kind=update_requests.KIND, state="pending")
    stages = [(each.about, each.key.split(":")[4]) for each in found.order_by("about_type", "pk")]
    return sorted(stages, key=lambda each: (each[0]._meta.model_name, STAGES.index(each[1])))


def plan_again():
    """Let the planner check everything once more."""
    ReminderSchedule.objects.update(next_check_at=AT_ONCE)
    return plan_requests(now=NOON)


@pytest.mark.parametrize(
    ("ahead", "stages"),
    [
        (22, []),
        (21, ["before"]),
        (14, ["before", "due"]),
        (7, ["before", "due", "overdue"]),
        (0, ["before", "due", "overdue"]),
        (-1, ["due", "overdue"]),
        (-7, ["due", "overdue"]),
        (-8, ["overdue"]),
        (-5000, ["overdue"]),
    ],
)
def test_the_questions_follow_the_day(db, ahead, stages):
    action = ActionFactory(person=PersonFactory(), due_on=TODAY + ahead * DAY)
    side = FocalPointFactory().organization
    commitment = CommitmentFactory(promised_by=side, ends_on=TODAY + ahead * DAY)

    for item in (action, commitment):
        seen = (each for each in update_requests.requests_about(item) if each.is_seen(TODAY))
        assert [each.stage for each in seen] == stages
    # By the reader's clock the next question may have taken the place of the first.
    assert {item for item, _ in asked()} == ({action, commitment} if stages else set())


@pytest.mark.parametrize(
    "pairing",
    [
        {"phase": PairingPhase.PAUSED, "reason": "Elections"},
        {"phase": PairingPhase.CONCLUDED, "closed_on": TODAY},
    ],
)
def test_pairings_that_rest_are_left_alone(db, pairing):
    ActionFactory(person=PersonFactory(), due_on=TODAY, pairing=PairingFactory(**pairing))

    assert asked() == []


def test_what_is_closed_or_has_no_day_is_not_asked_about(db):
    person = PersonFactory()
    ActionFactory(person=person, due_on=TODAY, done=True)
    ActionFactory(person=person, due_on=None)
    CommitmentFactory(ends_on=TODAY, done=True)
    CommitmentFactory(ends_on=None)

    assert asked() == []
    assert update_requests.request_about(ActionFactory(due_on=None), TODAY) is None


@pytest.mark.parametrize("revision", [0, 3])
def test_what_was_asked_is_known_by_its_key(db, revision):
    side = FocalPointFactory().organization
    due_on = TODAY - 30 * DAY
    ActionFactory(person=PersonFactory(), due_on=due_on, revision=revision)
    CommitmentFactory(promised_by=side, ends_on=due_on, revision=revision)
    found = asked()
    Message.objects.update(state="sent", sent_at=NOON)

    assert (len(found), plan_again()) == (2, 0)
    keys = {each.key for each in Message.objects.all()}
    assert keys == {
        request.key_for(message.recipient)
        for message in Message.objects.all()
        for request in update_requests.requests_about(message.about)
        if request.stage == "overdue"
    }


def test_what_was_asked_of_somebody_else_is_asked(db):
    action = ActionFactory(person=PersonFactory(), due_on=TODAY - 30 * DAY)
    request = Request(action, action.due_on, "overdue")
    MessageFactory(key=request.key_for(RecipientFactory()), kind=update_requests.KIND, about=action)

    assert asked() == [(action, "overdue")]


def test_what_was_answered_since_is_not_asked_of_anybody_else(db):
    action = ActionFactory(person=PersonFactory(), due_on=TODAY - 7 * DAY)
    ProgressUpdateFactory(action=action, pairing=action.pairing, submitted_at=NOON)

    assert asked() == [(action, "overdue")][1:]


@pytest.mark.parametrize(("days", "answered"), [(-1, False), (0, True), (3, True)])
def test_an_answer_counts_from_the_day_on_which_its_question_began(db, days, answered):
    action = ActionFactory(due_on=TODAY)
    ProgressUpdateFactory(
        action=action, pairing=action.pairing, submitted_at=NOON + timedelta(days=days)
    )

    assert update_requests.was_answered(Request(action, TODAY, "due")) is answered


def test_a_question_stands_until_the_next_one_replaces_it():
    request = {stage: Request(None, TODAY, stage) for stage in update_requests.STAGES}

    assert [(each.starts_on - TODAY, each.ends_on) for each in request.values()] == [
        (-7 * DAY, TODAY),
        (0 * DAY, TODAY + 7 * DAY),
        (7 * DAY, None),
    ]


def test_its_hours_are_those_of_the_reader():
    due = Request(None, TODAY, "due")

    assert due.window("Asia/Yangon") == (
        datetime(2026, 11, 22, 1, 30, tzinfo=UTC),
        datetime(2026, 11, 29, 1, 30, tzinfo=UTC),
    )
    assert Request(None, TODAY, "overdue").window("Asia/Yangon")[1] is None


def test_what_has_begun_last_is_asked_today():
    action = Action(due_on=TODAY)

    stages = [update_requests.request_about(action, TODAY + days * DAY) for days in (-8, -7, 0, 7)]

    assert [each and each.stage for each in stages] == [None, "before", "due", "overdue"]


def test_the_key_of_a_repeated_question_names_the_first():
    assert update_requests.first_key("update:action:1:2026-11-22:due:2:again:2026-11-23") == (
        "update:action:1:2026-11-22:due:2"
    )
