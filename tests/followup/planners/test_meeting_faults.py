"""Planning while the database refuses, and while others plan or change the same meetings."""

from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import OperationalError, connection, transaction

from events.operations import events
from followup.models import ReminderSchedule
from followup.operations import planning
from followup.planners.meetings import MEETINGS
from followup.queries import notices
from notifications.models import Message
from tests.followup.meetings import (
    DAY,
    HOUR,
    NOW,
    START,
    TODAY,
    edit,
    guest,
    meeting,
    planned,
    sent,
    waiting,
)
from tests.followup.planning import make_due, next_check, plan_meetings
from tests.locks import in_another_process, wait_until_somebody_waits_for_us

pytestmark = pytest.mark.django_db


def test_one_that_cannot_be_planned_does_not_hold_up_the_rest(event, person, caplog):
    broken = meeting()
    sent(broken, guest(broken), key="a key of another kind")
    make_due(broken, at=NOW - 90 * DAY)

    assert plan_meetings(now=START - 10 * DAY) == 3
    assert f"events.event {broken.pk} cannot be planned" in caplog.text
    assert next_check(broken) == START - 10 * DAY + HOUR


@pytest.mark.parametrize("code", ["22001", "23514", "42703", "P0001", "XX000"])
def test_whatever_the_database_refuses_holds_up_that_meeting_only(event, person, caplog, code):
    broken = meeting()
    guest(broken)
    make_due(broken, at=NOW - 90 * DAY)

    with messages_refused_about(broken, code):
        assert plan_meetings(now=START - 10 * DAY) == 3

    assert f"events.event {broken.pk} cannot be planned" in caplog.text
    assert next_check(broken) == START - 10 * DAY + HOUR


def test_a_database_that_goes_away_ends_the_run(event, person):
    with messages_refused_about(event, "57P01"), pytest.raises(OperationalError):
        plan_meetings(now=START - 10 * DAY)

    assert next_check(event) < NOW


@contextmanager
def messages_refused_about(event, code):
    """Let the database answer with an error of that code (PostgreSQL, appendix A)."""
    refusal = f"DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '{code}'; END $$"

    def refuse(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "notifications_message"') and event.pk in params:
            sql, params = refusal, None
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def test_one_that_another_planner_has_is_left_to_it(event, person):
    ReminderSchedule.objects.update(next_check_at=NOW + DAY)

    assert planning._plan_or_log(MEETINGS, event.pk, now=NOW) == 0


def test_a_meeting_that_is_cancelled_while_it_is_planned_leaves_nothing_to_send(transactional_db):
    event = meeting()
    guest(event)
    with transaction.atomic():
        plan_meetings(now=START - 10 * DAY)
        thread, ends = in_another_process(
            lambda: events.cancel(event, reason="A flood", by=None).state
        )
        wait_until_somebody_waits_for_us()
    thread.join()
    due = next_check(event)
    again = plan_meetings(now=START - 10 * DAY)

    assert (ends, again, waiting()) == (["cancelled"], 0, [])
    assert [state for _, _, state in planned()] == ["cancelled"] * 3
    assert due < NOW


def test_a_meeting_that_is_being_changed_is_planned_afterwards(transactional_db):
    event = meeting()
    guest(event)
    with transaction.atomic():
        edit(event, place="Hall B", by=None, today=TODAY)
        thread, ends = in_another_process(lambda: plan_meetings(now=START - 10 * DAY))
        thread.join()

    assert (ends, plan_meetings(now=START - 10 * DAY)) == ([0], 3)
    assert {notices.revision_of(each) for each in Message.objects.all()} == {2}


def test_planners_at_once_plan_everything_once(transactional_db):
    for _ in range(6):
        guest(meeting())
    at_once = Barrier(3)

    def plan():
        at_once.wait()
        return plan_meetings(now=START - 10 * DAY)

    started = [in_another_process(plan) for _ in range(3)]
    for thread, _ends in started:
        thread.join()

    assert sum(ends[0] for _thread, ends in started) == Message.objects.count() == 18
