"""Who is asked how it goes, about what, and when."""

from datetime import date, timedelta

import pytest

from partnerships.enums import PairingPhase
from partnerships.queries import reminders
from partnerships.queries.reminders import Request
from tests.factories.network import FocalPointFactory, OrganizationFactory, PersonFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import (
    ActionFactory,
    CommitmentFactory,
    PairingFactory,
    PairingFocalPointFactory,
)

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def asked(today=TODAY):
    return [(request.promise, request.stage) for request in reminders.to_ask(today)]


@pytest.mark.parametrize(
    ("ahead", "stage"),
    [(8, None), (7, "before"), (1, "before"), (0, "due"), (-6, "due"), (-7, "overdue")],
)
def test_the_question_follows_the_day(db, ahead, stage):
    action = ActionFactory(due_on=TODAY + ahead * DAY)
    commitment = CommitmentFactory(ends_on=TODAY + ahead * DAY)

    expected = [(action, stage), (commitment, stage)] if stage else []
    assert asked() == expected


def test_an_old_promise_is_still_asked_about(db):
    action = ActionFactory(due_on=date(2022, 1, 31))

    assert asked() == [(action, "overdue")]


@pytest.mark.parametrize(
    "pairing",
    [
        {"phase": PairingPhase.PAUSED, "reason": "Elections"},
        {"phase": PairingPhase.CONCLUDED, "closed_on": TODAY},
    ],
)
def test_pairings_that_rest_are_left_alone(db, pairing):
    ActionFactory(due_on=TODAY, pairing=PairingFactory(**pairing))

    assert asked() == []


def test_what_is_closed_or_has_no_day_is_not_asked_about(db):
    ActionFactory(due_on=TODAY, done=True)
    ActionFactory(due_on=None)
    CommitmentFactory(ends_on=TODAY, done=True)
    CommitmentFactory(ends_on=None)

    assert asked() == []
    assert reminders.request_about(ActionFactory(due_on=None), TODAY) is None


def test_what_was_asked_in_this_stage_is_not_asked_again(db):
    action, moved = ActionFactory(due_on=TODAY), ActionFactory(due_on=TODAY)
    for promise, day in ((action, TODAY), (moved, TODAY - DAY)):
        request = Request(promise, day, "due")
        recipient = RecipientFactory()
        MessageFactory(
            key=request.key_for(recipient), kind=reminders.KIND, recipient=recipient, about=promise
        )

    assert asked() == [(moved, "due")]
    assert asked(TODAY + 7 * DAY) == [(action, "overdue"), (moved, "overdue")]


def test_a_question_stands_until_the_next_one_replaces_it():
    request = {stage: Request(None, TODAY, stage) for stage in reminders.STAGES}

    assert [(each.starts_on - TODAY, each.ends_on) for each in request.values()] == [
        (-7 * DAY, TODAY),
        (0 * DAY, TODAY + 7 * DAY),
        (7 * DAY, None),
    ]


@pytest.fixture
def sides(db):
    """Return a pairing of two colleges and who answers for each."""
    one, other = OrganizationFactory(), OrganizationFactory()
    pairing = PairingFactory(parties=[one, other])
    for_one = FocalPointFactory(organization=one).person
    FocalPointFactory(organization=other)
    for_other = PairingFocalPointFactory(pairing=pairing, organization=other).person
    return pairing, (one, for_one), (other, for_other)


def test_the_person_named_is_asked(sides):
    pairing, (one, _), _ = sides
    person = PersonFactory()
    action = ActionFactory(pairing=pairing, organization=one, person=person)

    assert reminders.asked_about(action, on=TODAY) == [person]


def test_if_the_person_cannot_be_reached_the_side_is_asked(sides):
    pairing, (one, for_one), _ = sides
    person = PersonFactory(recipient__email="")
    action = ActionFactory(pairing=pairing, organization=one, person=person)

    assert reminders.asked_about(action, on=TODAY) == [for_one]


def test_the_side_that_acts_is_asked(sides):
    pairing, (one, for_one), (other, for_other) = sides
    action = ActionFactory(pairing=pairing, organization=other)
    commitment = CommitmentFactory(pairing=pairing, promised_by=one)

    assert reminders.asked_about(action, on=TODAY) == [for_other]
    assert reminders.asked_about(commitment, on=TODAY) == [for_one]


def test_when_both_sides_act_both_are_asked(sides):
    pairing, (_, for_one), (_, for_other) = sides

    for promise in (ActionFactory(pairing=pairing), CommitmentFactory(pairing=pairing)):
        assert reminders.asked_about(promise, on=TODAY) == [for_one, for_other]


def test_who_cannot_be_reached_is_not_asked(sides):
    pairing, (_, for_one), (_, for_other) = sides
    for_one.recipient.refused_at = "2026-11-01T00:00Z"
    for_one.recipient.save()

    assert reminders.asked_about(ActionFactory(pairing=pairing), on=TODAY) == [for_other]
