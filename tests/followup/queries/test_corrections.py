"""Who must hear of a change before it is made."""

from dataclasses import replace
from datetime import timedelta

import pytest

from events.enums import EventState, ParticipationState
from events.operations import meeting_access
from events.terms.events import EventTerms
from followup.queries import notices
from followup.queries.corrections import (
    who_hears_of_facts,
    who_hears_of_link,
    who_hears_of_state,
    who_is_reminded,
    who_misses_link,
)
from notifications.enums import Choice
from notifications.operations.choices import choose
from tests.factories.network import PersonFactory
from tests.followup.meetings import DAY, NOW, START, guest, meeting, pass_time, sent

pytestmark = pytest.mark.django_db


def facts(event, **changed):
    return replace(EventTerms.of(event), **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"day": START.date() + DAY},
        {"last_day": START.date() + DAY},
        {"starts_at": START + timedelta(hours=1)},
        {"ends_at": None},
        {"time_zone": "Asia/Shanghai"},
        {"place": "Vientiane"},
        {"platform": "Tencent Meeting"},
    ],
)
def test_a_change_of_what_was_announced_is_told_to_those_who_know(changed):
    event = meeting()
    knows = guest(event)
    guest(event)
    sent(event, knows)

    assert who_hears_of_facts(event, facts(event, **changed), now=NOW) == [knows.recipient]


def test_what_stays_the_same_is_told_to_nobody():
    event = meeting()
    sent(event, guest(event))

    assert who_hears_of_facts(event, facts(event), now=NOW) == []


def test_nobody_hears_a_second_time_that_a_meeting_is_cancelled():
    event = meeting(state=EventState.CANCELLED, reason="Floods")
    sent(event, guest(event))
    sent(event, guest(event), notices.CANCELLATION)
    event.revision = 2

    assert who_hears_of_facts(event, facts(event, place="Vientiane"), now=NOW) == []


def test_the_meeting_itself_stays_as_it_is():
    event = meeting()
    sent(event, guest(event))

    who_hears_of_facts(event, facts(event, place="Vientiane"), now=NOW)

    assert (event.place, event.revision) == ("", 1)


def test_who_is_not_on_the_list_any_more_hears_of_it_too():
    event = meeting()
    gone = PersonFactory()
    sent(event, gone)

    assert who_hears_of_facts(event, facts(event, place="Here"), now=NOW) == [gone.recipient]


def test_a_meeting_that_is_over_is_corrected_without_a_mail():
    event = meeting()
    sent(event, guest(event))
    changed = facts(event, place="Vientiane")

    assert who_hears_of_facts(event, changed, now=START + 2 * DAY) == []


def test_a_report_is_corrected_without_a_mail():
    event = meeting(state=EventState.HELD)
    sent(event, guest(event, ParticipationState.ATTENDED))

    assert who_hears_of_facts(event, facts(event, place="Vientiane"), now=NOW) == []


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_who_was_told_of_a_meeting_hears_that_it_is_called_off(state):
    event = meeting()
    knows = guest(event)
    guest(event)
    sent(event, knows)

    assert who_hears_of_state(event, state, now=NOW) == [knows.recipient]
    assert (event.state, event.revision) == (EventState.CONFIRMED, 1)


def test_who_was_told_of_the_end_is_not_told_again():
    event = meeting()
    gone = PersonFactory()
    sent(event, gone, at=NOW - 2 * DAY)
    sent(event, gone, notices.CANCELLATION)

    assert who_hears_of_state(event, EventState.CANCELLED, now=NOW) == []


def test_who_was_told_of_the_end_hears_that_the_meeting_is_confirmed_after_all():
    event = meeting(state=EventState.PLANNED)
    person = guest(event)
    sent(event, person, notices.CANCELLATION)
    sent(event, guest(event))

    assert who_hears_of_state(event, EventState.CONFIRMED, now=NOW) == [person.recipient]


@pytest.mark.parametrize(
    ("facts", "now", "is_reminded"),
    [
        ({}, NOW, True),
        ({}, START - timedelta(minutes=2), True),
        ({}, START, False),
        ({"reminders": []}, NOW, False),
        ({"day": None, "starts_at": None, "ends_at": None}, NOW, False),
    ],
    ids=["weeks ahead", "minutes ahead", "begun", "no reminders wanted", "no day"],
)
def test_who_is_expected_is_reminded_while_there_is_a_reminder_to_come(facts, now, is_reminded):
    event = meeting(state=EventState.PLANNED, **facts)
    person = guest(event)
    guest(event, ParticipationState.DECLINED)

    assert who_is_reminded(event, now=now) == ([person.recipient] if is_reminded else [])


def test_who_chose_to_have_no_reminders_is_not_counted():
    event = meeting(state=EventState.PLANNED)
    reminded, other = guest(event), guest(event)
    choose(other.recipient, {notices.REMINDER: Choice.OFF}, by=None)

    assert who_is_reminded(event, now=NOW) == [reminded.recipient]


LINK = {"link": "https://meet.example/1", "passcode": "4321"}


def test_a_link_goes_to_confirmed_participants_who_can_be_reached():
    event = meeting()
    comes = guest(event, ParticipationState.APPROVED)
    lacks_address = guest(event, ParticipationState.APPROVED, recipient__email="")
    for state in (ParticipationState.INVITED, ParticipationState.DECLINED):
        guest(event, state, recipient__email="")

    assert who_hears_of_link(event, **LINK, now=NOW) == [comes.recipient]
    assert who_misses_link(event, **LINK, now=NOW) == [lacks_address.recipient]


def test_a_link_that_was_sent_is_a_new_one_with_another_passcode():
    event = meeting(reminders=[])
    comes = guest(event, ParticipationState.APPROVED)
    meeting_access.set_link(event, **LINK, by=None)
    pass_time(NOW)

    assert who_hears_of_link(event, **LINK, now=NOW) == []
    assert who_hears_of_link(event, **LINK | {"passcode": "1"}, now=NOW) == [comes.recipient]


def test_saving_the_same_link_again_sends_nothing_more():
    event = meeting()
    guest(event, ParticipationState.APPROVED)
    guest(event, ParticipationState.APPROVED, recipient__email="")
    meeting_access.set_link(event, **LINK, by=None)

    assert who_hears_of_link(event, **LINK, now=NOW) == []
    assert who_misses_link(event, **LINK, now=NOW) == []


@pytest.mark.parametrize(
    ("state", "now"), [(EventState.PLANNED, NOW), (EventState.CONFIRMED, START + 2 * DAY)]
)
def test_the_link_of_a_meeting_that_is_not_sure_or_is_over_goes_to_nobody(state, now):
    event = meeting(state=state)
    guest(event, ParticipationState.APPROVED)
    guest(event, ParticipationState.APPROVED, recipient__email="")

    assert who_hears_of_link(event, **LINK, now=now) == []
    assert who_misses_link(event, **LINK, now=now) == []
