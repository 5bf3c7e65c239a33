"""What can happen to a meeting."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from core.errors import DomainError
from core.records import BrokenConstraintError
from events.enums import EventState
from events.models import Event
from events.operations import events
from events.terms.events import NewDay
from followup.queries import notices
from notifications.models import Message
from tests.events.logs import TODAY, log
from tests.factories.events import EventFactory
from tests.factories.notifications import MessageFactory, RecipientFactory
from tests.factories.partnerships import PairingFactory
from tests.followup.meetings import edit
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


def test_a_pairing_is_told_the_last_day_on_which_it_met():
    pairing = PairingFactory()
    log(pairings=[pairing], day=date(2026, 10, 1), last_day=date(2026, 10, 3))

    log(pairings=[pairing], day=date(2026, 9, 1))

    pairing.refresh_from_db()
    assert pairing.last_met_on == date(2026, 10, 3)


def test_a_planned_meeting_is_no_contact_yet():
    pairing = PairingFactory()

    log(pairings=[pairing], day=TODAY + timedelta(days=4))

    pairing.refresh_from_db()
    assert pairing.last_met_on is None


def test_a_correction_of_the_day_reaches_the_pairing():
    pairing = PairingFactory()
    event = log(pairings=[pairing])

    edit(event, day=date(2026, 11, 2), by=None, today=TODAY)

    pairing.refresh_from_db()
    assert pairing.last_met_on == date(2026, 11, 2)


def test_a_correction_of_who_met_reaches_both_pairings():
    wrong, right = PairingFactory(), PairingFactory()
    event = log(pairings=[wrong])

    edit(event, pairings=[right], by=None, today=TODAY)

    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.last_met_on, right.last_met_on) == (None, TODAY)
    assert [*event.pairings.values_list("pairing", flat=True)] == [right.pk]


def test_a_correction_of_words_is_no_new_version_of_the_invitation():
    event = log()

    edited = edit(event, title=" New\ttitle", goal="Robots", by=None, today=TODAY)

    assert (edited.title, edited.goal, edited.revision) == ("New title", "Robots", 1)


def test_a_correction_of_the_place_is_a_new_version_of_the_invitation():
    edited = edit(log(), place="Vientiane", by=None, today=TODAY)

    assert edited.revision == 2


def test_a_correction_that_contradicts_itself_is_refused():
    event = log()

    with pytest.raises(events.WrongTimeError):
        edit(event, last_day=date(2026, 1, 1), by=None, today=TODAY)


def test_confirm_says_that_a_planned_meeting_will_take_place():
    event = EventFactory(planned=True)

    assert events.confirm(event, by=None).state == EventState.CONFIRMED


def test_confirm_refuses_a_meeting_without_a_day():
    with pytest.raises(events.WrongTimeError):
        events.confirm(EventFactory(planned=True, day=None), by=None)


def test_confirm_refuses_what_has_taken_place():
    with pytest.raises(events.WrongStateError, match="It cannot become “Confirmed”"):
        events.confirm(EventFactory(), by=None)


def test_hold_says_that_it_took_place_and_tells_the_pairing():
    pairing = PairingFactory()
    event = EventFactory(confirmed=True, pairings=[pairing])

    held = events.hold(event, by=None, today=TODAY)

    pairing.refresh_from_db()
    assert (held.state, pairing.last_met_on) == (EventState.HELD, date(2026, 11, 12))


def test_hold_refuses_a_day_that_has_not_come():
    event = EventFactory(confirmed=True, day=TODAY + timedelta(days=1))

    with pytest.raises(events.WrongTimeError):
        events.hold(event, by=None, today=TODAY)


def test_report_completes_a_held_meeting():
    assert events.report(EventFactory(), by=None).state == EventState.REPORTED


def test_report_refuses_what_has_not_taken_place():
    with pytest.raises(events.WrongStateError):
        events.report(EventFactory(planned=True), by=None)


@pytest.mark.parametrize(
    ("act", "state"),
    [(events.postpone, EventState.POSTPONED), (events.cancel, EventState.CANCELLED)],
)
def test_calling_off_keeps_the_reason_and_is_a_new_version(act, state):
    called_off = act(EventFactory(confirmed=True), reason=" Floods ", by=None)

    assert (called_off.state, called_off.reason, called_off.revision) == (state, "Floods", 2)


@pytest.mark.parametrize("act", [events.postpone, events.cancel])
def test_calling_off_needs_a_reason(act):
    event = EventFactory(confirmed=True)

    with pytest.raises(events.NoReasonError):
        act(event, reason="  ", by=None)

    event.refresh_from_db()
    assert event.state == EventState.CONFIRMED


@pytest.mark.parametrize("act", [events.postpone, events.cancel])
def test_what_has_taken_place_cannot_be_called_off(act):
    with pytest.raises(events.WrongStateError):
        act(EventFactory(), reason="Floods", by=None)


def test_reschedule_plans_a_postponed_meeting_again():
    event = EventFactory(state=EventState.POSTPONED, reason="Floods")

    again = events.reschedule(event, NewDay(day=date(2027, 1, 20)), by=None, today=TODAY)

    assert (again.state, again.day, again.reason, again.revision) == (
        EventState.PLANNED,
        date(2027, 1, 20),
        "",
        2,
    )


def test_reschedule_refuses_what_was_never_postponed():
    with pytest.raises(DomainError):
        events.reschedule(EventFactory(), NewDay(day=date(2027, 1, 20)), by=None, today=TODAY)


def waiting(event):
    """Return whether a reminder of the event still waits."""
    return Message.objects.about(event).unsent().exists()


def test_what_was_not_sent_is_taken_back_when_the_meeting_is_moved_or_called_off():
    moved, postponed, renamed, over = EventFactory.create_batch(4, confirmed=True)
    events.cancel(over, reason="Floods", by=None)
    for event in (moved, postponed, renamed, over):
        key = notices.invitation_key(Event.objects.get(pk=event.pk), RecipientFactory())
        MessageFactory(about=event, kind=notices.INVITATION, key=key)

    edit(moved, day=date(2026, 12, 1), by=None, today=TODAY)
    events.postpone(postponed, reason="Floods", by=None)
    edit(renamed, title="Another title", by=None, today=TODAY)
    edit(over, place="Vientiane", by=None, today=TODAY)
    plan_meetings(now=datetime.combine(TODAY, time(), tzinfo=UTC))

    assert [waiting(each) for each in (moved, postponed, renamed, over)] == [False] * 2 + [True] * 2


@pytest.mark.parametrize("minutes", [[0], [60, 0]])
def test_edit_refuses_a_reminder_that_comes_too_late(db, minutes):
    event = EventFactory(confirmed=True)

    with pytest.raises(BrokenConstraintError, match="at least one minute before the start"):
        edit(event, reminders=minutes, by=None, today=event.day)


@pytest.mark.parametrize("minutes", [None, [], [60], [60, 10080]])
def test_edit_takes_a_rule_for_reminders_and_that_is_no_new_version(db, minutes):
    event = edit(EventFactory(confirmed=True), reminders=minutes, by=None, today=date(2026, 11, 25))

    assert (event.reminders, event.revision) == (minutes, 1)
