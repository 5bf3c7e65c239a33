"""When people are reminded of one meeting."""

import pytest

from followup.forms.reminders import ReminderPolicy, in_words
from tests.factories.events import EventFactory, EventTypeFactory

HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60


def asked(event, data=None):
    form = ReminderPolicy(data)
    form.offer_reminders(event)
    return form


@pytest.fixture
def event():
    return EventFactory.build(type=EventTypeFactory.build(reminders=[WEEK, HOUR]))


@pytest.mark.parametrize(
    ("reminders", "policy", "ticked"),
    [(None, "usual", [WEEK, HOUR]), ([DAY], "own", [DAY]), ([], "never", [])],
)
def test_the_form_begins_with_what_holds(event, reminders, policy, ticked):
    event.reminders = reminders

    form = asked(event)

    assert (form["remind"].value(), form["remind_at"].value()) == (policy, ticked)


def test_the_usual_times_are_said(event):
    assert "As usual for this kind of meeting: a week before, an hour before" in str(asked(event))


def test_a_time_that_is_not_among_the_usual_choices_can_be_kept(event):
    event.reminders = [90, 1]

    assert dict(asked(event).fields["remind_at"].choices)[90] == "90 minutes before"
    assert dict(asked(event).fields["remind_at"].choices)[1] == "1 minute before"


@pytest.mark.parametrize(
    ("data", "reminders"),
    [
        ({}, None),
        ({"remind": "usual", "remind_at": [DAY]}, None),
        ({"remind": "own", "remind_at": [HOUR, 2 * WEEK]}, [2 * WEEK, HOUR]),
        ({"remind": "never", "remind_at": [DAY]}, []),
    ],
)
def test_the_answer_is_the_minutes_before_the_start(event, data, reminders):
    form = asked(event, data)

    assert form.is_valid()
    assert form.reminders() == reminders


def test_times_of_ones_own_are_at_least_one(event):
    form = asked(event, {"remind": "own"})

    assert form.errors == {"remind_at": ["Choose at least one time, or “Not at all”."]}


def test_no_time_at_all_is_said_in_words():
    assert in_words([]) == "not at all"
