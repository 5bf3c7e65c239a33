"""Whoever was told of a meeting is never left with what does not hold any more."""

import pytest

from events.enums import EventState, ParticipationState
from events.models import Event, Participation
from events.operations import attendance, events, meeting_access
from events.terms.attendance import ParticipationTerms
from events.terms.events import NewDay
from followup.queries import notices
from notifications.enums import MessageState
from notifications.models import Message, Recipient
from notifications.operations import messages
from notifications.operations.batches import send_batch
from notifications.wording import reason_of
from tests.factories.events import ParticipationFactory
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.followup.meetings import (
    DAY,
    HOUR,
    MOVED,
    NEW_TIME,
    NOW,
    OLD_TIME,
    START,
    TITLE,
    TODAY,
    edit,
    got,
    guest,
    invite,
    meeting,
    move,
    pass_time,
    sent,
    unlink,
    waiting,
)
from tests.followup.planning import make_due, plan_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return meeting(reminders=[])


def calendar_of(mail):
    [octets] = [part for part in mail.attachments if part.filename == "meeting.ics"]
    lines = octets.content.decode() if isinstance(octets.content, bytes) else octets.content
    wanted = ("METHOD", "SEQUENCE", "UID", "STATUS")
    rows = (line.partition(":") for line in lines.splitlines())
    return {name: value for name, _, value in rows if name in wanted}


def test_moved_before_it_was_sent_the_invitation_says_the_new_day_only(event, person, mailoutbox):
    invite(event, person)
    move(event)

    pass_time(NOW)

    assert got(mailoutbox) == [f"Invitation: {NEW_TIME}"]
    assert calendar_of(mailoutbox[0])["SEQUENCE"] == "1"


def test_an_invitation_to_a_moved_meeting_is_planned_again_once(event, person):
    invite(event, person)
    move(event)

    plan_meetings(now=NOW)
    again = plan_meetings(now=NOW + DAY)

    assert waiting() == [notices.invitation_key(Event.objects.get(), person.recipient)]
    assert again == 0


def test_an_invitation_that_a_person_cancelled_is_not_planned_again(event, person):
    invite(event, person)
    messages.cancel(Message.objects.get(), by=None)
    move(event)

    assert plan_meetings(now=NOW) == 0


def test_a_cancelled_invitation_is_not_for_whoever_left_or_was_told(event, person):
    invite(event, person)
    reminded = guest(event)
    invite(event, reminded)
    sent(event, reminded, notices.REMINDER)
    attendance.withdraw(event.participations.get(person=person), by=None)
    move(event)

    plan_meetings(now=NOW)

    assert [key.partition(":")[0] for key in waiting()] == ["meeting-change"]


def test_moved_after_it_was_sent_whoever_was_told_hears_it_once(event, person, mailoutbox):
    invite(event, person)
    pass_time(NOW)
    move(event)

    pass_time(NOW + HOUR, NOW + 2 * HOUR, NOW + DAY)

    assert got(mailoutbox) == [f"Invitation: {OLD_TIME}", f"Moved: {NEW_TIME}"]
    first, second = (calendar_of(mail) for mail in mailoutbox)
    assert first["UID"] == second["UID"]
    assert (first["METHOD"], first["SEQUENCE"]) == ("REQUEST", "0")
    assert (second["METHOD"], second["SEQUENCE"]) == ("REQUEST", "1")
    assert "Before: Thu 10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)" in mailoutbox[1].body


def test_moved_twice_before_anybody_heard_it_is_told_as_one_change(event, person, mailoutbox):
    invite(event, person)
    pass_time(NOW)
    move(event, START + 2 * DAY)
    plan_meetings(now=NOW)
    move(event)

    pass_time(NOW + HOUR)

    assert got(mailoutbox)[1:] == [f"Moved: {NEW_TIME}"]
    assert calendar_of(mailoutbox[1])["SEQUENCE"] == "2"
    assert "Before: Thu 10 Dec 2026" in mailoutbox[1].body


def test_another_place_on_the_same_day_is_told_as_such(event, person, mailoutbox):
    sent(event, person)
    edit(event, place="Hall B", by=None, today=TODAY)

    pass_time(NOW)

    assert got(mailoutbox) == [f"New place: {OLD_TIME}"]
    assert "Where: Hall B, Zoom" in mailoutbox[0].body


def test_another_title_is_no_news(event, person, mailoutbox):
    sent(event, person)
    edit(event, title="A better title", by=None, today=TODAY)

    pass_time(NOW)

    assert got(mailoutbox) == []


def test_a_day_that_is_not_known_any_more_is_told_without_a_calendar_file(
    event, person, mailoutbox
):
    sent(event, person)
    edit(event, day=None, starts_at=None, ends_at=None, by=None, today=TODAY)

    pass_time(NOW)

    assert got(mailoutbox) == [f"Moved: {TITLE}, new day not known yet"]
    assert "When: the new day is not known yet" in mailoutbox[0].body
    assert mailoutbox[0].attachments == []


@pytest.mark.parametrize(
    ("call_off", "subject"),
    [(events.cancel, "Cancelled"), (events.postpone, "Postponed")],
)
def test_called_off_after_it_was_sent_whoever_was_told_hears_it(
    event, person, mailoutbox, call_off, subject
):
    invite(event, person)
    pass_time(NOW)
    guest(event)
    call_off(event, reason="A flood", by=None)

    pass_time(NOW + HOUR, NOW + DAY)

    assert got(mailoutbox)[1:] == [f"{subject}: {OLD_TIME}"]
    assert mailoutbox[1].to == [f"{person.recipient.name} <{person.recipient.email}>"]
    assert "Why: A flood" in mailoutbox[1].body
    first, second = (calendar_of(mail) for mail in mailoutbox)
    assert first["UID"] == second["UID"]
    assert (second["METHOD"], second["SEQUENCE"], second["STATUS"]) == ("CANCEL", "1", "CANCELLED")


def test_called_off_before_it_was_sent_nobody_hears_anything(event, person, mailoutbox):
    invite(event, person)
    events.cancel(event, reason="A flood", by=None)

    pass_time(NOW, NOW + DAY)

    assert got(mailoutbox) == []


def test_a_postponed_meeting_that_is_confirmed_again_reaches_those_who_were_told(
    event, person, mailoutbox
):
    sent(event, person)
    event = events.postpone(event, reason="A flood", by=None)
    pass_time(NOW)
    event = events.reschedule(
        event, NewDay(day=MOVED.date(), starts_at=MOVED), by=None, today=TODAY
    )
    pass_time(NOW + HOUR)
    events.confirm(event, by=None)
    pass_time(NOW + 2 * HOUR, NOW + DAY)

    assert got(mailoutbox) == [f"Postponed: {OLD_TIME}", f"It will take place: {NEW_TIME}"]
    assert calendar_of(mailoutbox[1])["METHOD"] == "REQUEST"
    assert calendar_of(mailoutbox[1])["SEQUENCE"] == "2"


def test_a_postponed_meeting_that_is_cancelled_for_good_reaches_those_who_wait(
    event, person, mailoutbox
):
    sent(event, person)
    event = events.postpone(event, reason="A flood", by=None)
    pass_time(NOW)
    events.cancel(event, reason="No money", by=None)
    pass_time(NOW + HOUR, NOW + DAY)

    assert got(mailoutbox) == [f"Postponed: {OLD_TIME}", f"Cancelled: {OLD_TIME}"]


def test_who_is_taken_off_the_list_hears_it_and_again_on_return(event, person, mailoutbox):
    sent(event, person)
    attendance.withdraw(event.participations.get(), by=None)
    pass_time(NOW)
    attendance.take_part(event, ParticipationTerms(person=person, state="invited"), by=None)
    pass_time(NOW + HOUR)
    attendance.withdraw(event.participations.get(), by=None)
    pass_time(NOW + 2 * HOUR, NOW + DAY)

    off = f"Not on the list any more: {OLD_TIME}"
    assert got(mailoutbox) == [off, f"It will take place: {OLD_TIME}", off]
    assert [calendar_of(mail)["METHOD"] for mail in mailoutbox] == ["CANCEL", "REQUEST", "CANCEL"]


def test_who_is_taken_off_and_put_back_at_once_hears_nothing(event, person, mailoutbox):
    sent(event, person)
    attendance.withdraw(event.participations.get(), by=None)
    plan_meetings(now=NOW)
    attendance.take_part(event, ParticipationTerms(person=person, state="invited"), by=None)

    pass_time(NOW)

    assert got(mailoutbox) == []


def test_a_person_who_is_replaced_on_the_list_hears_it(event, person, mailoutbox):
    sent(event, person)
    row = unlink(event.participations.get())
    attendance.link(row, person=PersonFactory(), by=None)

    pass_time(NOW)

    assert got(mailoutbox, person) == [f"Not on the list any more: {OLD_TIME}"]
    assert len(mailoutbox) == 1


def test_who_declined_hears_of_the_new_day_and_is_asked_again(event, person, mailoutbox):
    sent(event, person)
    attendance.move(event.participations.get(), state=ParticipationState.DECLINED, by=None)
    move(event, reminders=[60])

    pass_time(NOW, MOVED - HOUR)

    assert got(mailoutbox) == [f"Moved: {NEW_TIME}"]
    assert "You answered: no. Is it different for the new day?" in mailoutbox[0].body


def test_who_was_only_reminded_hears_it_too(event, person, mailoutbox):
    sent(event, person, notices.REMINDER)
    move(event)

    pass_time(NOW)

    assert got(mailoutbox) == [f"Moved: {NEW_TIME}"]


def test_a_change_that_is_no_news_any_more_is_not_sent(event, person, mailoutbox):
    sent(event, person)
    move(event)
    plan_meetings(now=NOW)
    Participation.objects.all().delete()
    [waits] = waiting(notices.CHANGE)
    Message.objects.filter(key=waits).update(attempts=1)

    while send_batch(clock=lambda: NOW):
        pass

    assert got(mailoutbox) == []
    assert Message.objects.get(key=waits).state == MessageState.CANCELLED


@pytest.mark.parametrize("state", [EventState.HELD, EventState.REPORTED])
def test_a_meeting_that_took_place_is_corrected_in_silence(event, person, mailoutbox, state):
    sent(event, person)
    event.state = state
    event.save()
    move(event, NOW - DAY)

    pass_time(NOW)

    assert got(mailoutbox) == []


def test_a_meeting_that_is_over_is_called_off_in_silence(event, person, mailoutbox):
    sent(event, person)
    events.cancel(event, reason="Nobody came", by=None)

    pass_time(START + DAY)

    assert got(mailoutbox) == []


def test_the_staff_read_why_each_goes_out(event, person):
    off, kept = guest(event), guest(event, "approved")
    for each in (person, off, kept):
        sent(event, each)
    attendance.withdraw(event.participations.get(person=off), by=None)
    move(event)
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    plan_meetings(now=NOW)
    reasons = {reason_of(each) for each in Message.objects.unsent()}
    events.cancel(event, reason="A flood", by=None)
    plan_meetings(now=NOW)

    assert reasons == {
        "Knew of the meeting before the change",
        "Knew of the meeting and is not on its list any more",
        "Is a confirmed participant",
    }
    assert {reason_of(each) for each in Message.objects.unsent()} == {
        "Knew of the meeting before it was cancelled or postponed"
    }


def test_what_was_cancelled_by_hand_stays_cancelled(event, person):
    sent(event, person)
    move(event)
    plan_meetings(now=NOW)
    messages.cancel(Message.objects.get(kind=notices.CHANGE), by=None)
    make_due(event)

    assert plan_meetings(now=NOW + HOUR) == 0
    assert waiting() == []


def test_a_focal_point_whose_address_was_refused_is_not_told_to_stay_away():
    event = meeting(reminders=[])
    house = FocalPointFactory()
    ParticipationFactory(event=event, person=None, organization=house.organization, state="invited")
    sent(event, house.person)
    Recipient.objects.filter(pk=house.person.recipient_id).update(refused_at=NOW)

    make_due(event)
    plan_meetings(now=NOW)

    assert waiting() == []
