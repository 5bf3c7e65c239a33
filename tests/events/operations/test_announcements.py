"""Whoever was told of a meeting is never left with what does not hold any more."""

from datetime import UTC, datetime

import pytest

from events.enums import EventState, ParticipationState
from events.models import Event, Participation
from events.operations import attendance, events, meeting_access, reminders
from events.queries import told
from notifications.enums import MessageState, Urgency
from notifications.models import Message, Recipient
from notifications.operations import doubts, messages
from tests.events.meetings import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    START,
    TODAY,
    got,
    guest,
    invite,
    meeting,
    pass_time,
    sent,
    waiting,
)
from tests.factories.events import ParticipationFactory
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db

MOVED = START + 5 * DAY
TITLE = "Peer workshop: GZITTC - NPIC"
OLD_TIME, NEW_TIME = (f"{TITLE}, {day} Dec 2026, 14:00 Bangkok (GMT+7)" for day in ("10", "15"))


@pytest.fixture
def event():
    return meeting(reminders=[])


@pytest.fixture
def person(event):
    return guest(event)


def move(event, to=MOVED, **facts):
    facts = {"day": to.date(), "starts_at": to, "ends_at": to + 3 * HOUR} | facts
    return events.edit(event, by=None, today=TODAY, **facts)


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


def test_an_invitation_to_a_moved_meeting_is_promised_again_once(event, person):
    invite(event, person)
    move(event)

    reminders.plan(now=NOW)
    again = reminders.plan(now=NOW + DAY)

    assert waiting() == [told.invitation_key(Event.objects.get(), person.recipient)]
    assert again == 0


def test_an_invitation_that_was_called_back_is_not_for_whoever_left_or_was_told(event, person):
    invite(event, person)
    reminded = guest(event)
    invite(event, reminded)
    sent(event, reminded, told.REMINDER)
    attendance.withdraw(event.participations.get(person=person), by=None)
    move(event)

    reminders.plan(now=NOW)

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
    reminders.plan(now=NOW)
    move(event)

    pass_time(NOW + HOUR)

    assert got(mailoutbox)[1:] == [f"Moved: {NEW_TIME}"]
    assert calendar_of(mailoutbox[1])["SEQUENCE"] == "2"
    assert "Before: Thu 10 Dec 2026" in mailoutbox[1].body


def test_another_place_on_the_same_day_is_told_as_such(event, person, mailoutbox):
    sent(event, person)
    events.edit(event, place="Hall B", by=None, today=TODAY)

    pass_time(NOW)

    assert got(mailoutbox) == [f"New place: {OLD_TIME}"]
    assert "Where: Hall B, Zoom" in mailoutbox[0].body


def test_another_title_is_no_news(event, person, mailoutbox):
    sent(event, person)
    events.edit(event, title="A better title", by=None, today=TODAY)

    pass_time(NOW)

    assert got(mailoutbox) == []


def test_a_day_that_is_not_known_any_more_is_told_without_a_calendar_file(
    event, person, mailoutbox
):
    sent(event, person)
    events.edit(event, day=None, starts_at=None, ends_at=None, by=None, today=TODAY)

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
    event = events.reschedule(event, day=MOVED.date(), starts_at=MOVED, by=None, today=TODAY)
    pass_time(NOW + HOUR)
    events.confirm(event, by=None)
    pass_time(NOW + 2 * HOUR, NOW + DAY)

    assert got(mailoutbox) == [f"Postponed: {OLD_TIME}", f"It takes place: {NEW_TIME}"]
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
    attendance.take_part(event, person=person, state="invited", by=None)
    pass_time(NOW + HOUR)
    attendance.withdraw(event.participations.get(), by=None)
    pass_time(NOW + 2 * HOUR, NOW + DAY)

    off = f"Not on the list any more: {OLD_TIME}"
    assert got(mailoutbox) == [off, f"It takes place: {OLD_TIME}", off]
    assert [calendar_of(mail)["METHOD"] for mail in mailoutbox] == ["CANCEL", "REQUEST", "CANCEL"]


def test_who_is_taken_off_and_put_back_at_once_hears_nothing(event, person, mailoutbox):
    sent(event, person)
    attendance.withdraw(event.participations.get(), by=None)
    reminders.plan(now=NOW)
    attendance.take_part(event, person=person, state="invited", by=None)

    pass_time(NOW)

    assert got(mailoutbox) == []


def test_a_person_who_is_replaced_on_the_list_hears_it(event, person, mailoutbox):
    sent(event, person)
    row = attendance.unlink(event.participations.get(), by=None)
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
    assert "You answered: no. If that does not hold for the new day" in mailoutbox[0].body


def test_who_was_only_reminded_hears_it_too(event, person, mailoutbox):
    sent(event, person, told.REMINDER)
    move(event)

    pass_time(NOW)

    assert got(mailoutbox) == [f"Moved: {NEW_TIME}"]


def test_a_change_that_is_no_news_any_more_is_not_sent(event, person, mailoutbox):
    sent(event, person)
    move(event)
    reminders.plan(now=NOW)
    Participation.objects.all().delete()
    [waits] = waiting(told.CHANGE)
    Message.objects.filter(key=waits).update(attempts=1)

    pass_time(NOW)

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


def urgency_of_a_move(event, person, now, to):
    sent(event, person)
    move(event, to)
    reminders.plan(now=now)
    return Message.objects.get(kind=told.CHANGE)


@pytest.mark.parametrize(
    ("now", "to", "urgency"),
    [
        (START - 3 * DAY, MOVED, Urgency.URGENT),
        (START - 23 * HOUR, MOVED, Urgency.AT_ONCE),
        (START - 3 * DAY, START - 2 * DAY - HOUR, Urgency.AT_ONCE),
        # On the evening two days before: by the morning there are less than 24 hours left.
        (START - DAY - 16 * HOUR, MOVED, Urgency.URGENT),
        (START - DAY - 2 * HOUR, MOVED, Urgency.URGENT),
        (START - DAY + HOUR, MOVED, Urgency.AT_ONCE),
    ],
)
def test_a_change_does_not_wait_if_the_old_or_the_new_start_is_near(
    event, person, now, to, urgency
):
    assert urgency_of_a_move(event, person, now, to).urgency == urgency


def test_a_change_on_the_evening_before_does_not_wait_for_the_morning(event, person):
    evening = datetime(2026, 12, 9, 15, tzinfo=UTC)

    message = urgency_of_a_move(event, person, evening, MOVED)

    assert (message.urgency, message.due_at) == (Urgency.AT_ONCE, evening)


def test_on_a_weekend_the_monday_meeting_does_not_wait_either(person, event):
    monday = datetime(2026, 12, 14, 7, tzinfo=UTC)
    event = move(event, monday)
    saturday = monday - 2 * DAY

    message = urgency_of_a_move(event, person, saturday, MOVED)

    assert (message.urgency, message.due_at) == (Urgency.AT_ONCE, saturday)


def test_what_is_far_away_waits_for_the_morning_of_its_reader(event, person):
    night = datetime(2026, 11, 25, 20, tzinfo=UTC)

    message = urgency_of_a_move(event, person, night, MOVED)

    assert message.due_at == datetime(2026, 11, 26, 1, tzinfo=UTC)
    assert message.not_after == datetime(2026, 12, 15, 17, tzinfo=UTC)


def links_to():
    found = Message.objects.filter(kind=told.MEETING_LINK).order_by("pk")
    return [(each.recipient_id, each.state, each.remark) for each in found]


def test_the_meeting_link_goes_to_confirmed_participants_only_and_that_is_recorded(
    event, mailoutbox
):
    people = {state: guest(event, state) for state in ParticipationState}
    meeting_access.set_link(event, link="https://meet.example/1", passcode="4321", by=None)

    pass_time(NOW, NOW + HOUR)

    let_in = [people["approved"].recipient_id, people["attended"].recipient_id]
    assert sorted(links_to()) == [(pk, "sent", "With the meeting link") for pk in sorted(let_in)]
    for message in Message.objects.filter(kind=told.MEETING_LINK):
        assert "meet.example" not in message.body
        assert "4321" not in message.body
    assert all("https://meet.example/1" in mail.body for mail in mailoutbox)
    assert all("Passcode: 4321" in mail.body for mail in mailoutbox)


def test_who_is_confirmed_later_gets_the_link_then(event, person, mailoutbox):
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)
    assert got(mailoutbox) == []
    attendance.move(event.participations.get(), state="approved", by=None)

    pass_time(NOW + HOUR, NOW + 2 * HOUR)

    assert got(mailoutbox) == [f"Meeting link: {OLD_TIME}"]


def test_another_link_is_sent_anew_and_says_so(event, mailoutbox):
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)
    meeting_access.set_link(event, link="https://meet.example/2", by=None)
    pass_time(NOW + HOUR, NOW + 2 * HOUR)

    assert len(mailoutbox) == 2
    assert "This is the link to the meeting:" in mailoutbox[0].body
    assert "Do not use the earlier one:" in mailoutbox[1].body
    assert "https://meet.example/2" in mailoutbox[1].body


def test_a_link_that_was_replaced_before_it_was_sent_is_not_sent(event, mailoutbox):
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    reminders.plan(now=NOW)
    meeting_access.set_link(event, link="https://meet.example/2", by=None)

    pass_time(NOW)

    assert len(mailoutbox) == 1
    assert "https://meet.example/2" in mailoutbox[0].body


def test_before_the_meeting_is_confirmed_nobody_gets_the_link(mailoutbox):
    event = meeting(state=EventState.PLANNED)
    guest(event, "approved")
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    pass_time(NOW)
    assert links_to() == []

    events.confirm(event, by=None)
    pass_time(NOW + MINUTE)

    assert [state for _, state, _ in links_to()] == ["sent"]


def test_a_mail_that_leaves_while_the_meeting_is_cancelled_is_taken_back(event, person, mailoutbox):
    message = invite(event, person)
    claim = "a4b2a8f4-6d5e-4b53-9d4b-0d6f7f3c2b11"
    Message.objects.update(state=MessageState.SENDING, claim=claim)
    events.cancel(event, reason="A flood", by=None)
    pass_time(NOW)
    assert got(mailoutbox) == []
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, claim=None, sent_at=NOW)

    pass_time(NOW + 5 * MINUTE)

    assert got(mailoutbox) == [f"Cancelled: {OLD_TIME}"]


def test_the_staff_read_why_each_goes_out(event, person):
    off, kept = guest(event), guest(event, "approved")
    for each in (person, off, kept):
        sent(event, each)
    attendance.withdraw(event.participations.get(person=off), by=None)
    move(event)
    meeting_access.set_link(event, link="https://meet.example/1", by=None)
    reminders.plan(now=NOW)
    reasons = set(Message.objects.unsent().values_list("reason", flat=True))
    events.cancel(event, reason="A flood", by=None)
    reminders.plan(now=NOW)

    assert reasons == {
        "Was told of the meeting before it was changed",
        "Was told of the meeting and is not on its list any more",
        "Is a confirmed participant",
    }
    assert set(Message.objects.unsent().values_list("reason", flat=True)) == {
        "Was told of the meeting before it was called off"
    }


def test_what_was_cancelled_by_hand_stays_cancelled(event, person):
    sent(event, person)
    move(event)
    reminders.plan(now=NOW)
    messages.cancel(Message.objects.get(kind=told.CHANGE), by=None)
    reminders.look_again(event)

    assert reminders.plan(now=NOW + HOUR) == 0
    assert waiting() == []


@pytest.mark.parametrize("cover_state", ["sending", "uncertain"])
def test_a_reminder_in_a_digest_that_may_have_arrived_is_taken_back(cover_state):
    event = meeting(reminders=[])
    person = guest(event)
    held = {"claim": "00000000-0000-0000-0000-000000000001", "lease_until": NOW + HOUR}
    cover = MessageFactory(
        recipient=person.recipient,
        kind="notifications.bundle",
        state=cover_state,
        attempts=1,
        **(held if cover_state == "sending" else {}),
    )
    MessageFactory(
        recipient=person.recipient,
        kind=told.REMINDER,
        about=event,
        state="bundled",
        carried_by=cover,
        key=f"meeting:{event.pk}:{event.revision}:week:{person.recipient_id}",
    )
    events.cancel(event, reason="Flood", by=None)
    reminders.plan(now=NOW)
    # Then it is known that the mail arrived.
    Message.objects.filter(kind__in=["notifications.bundle", told.REMINDER]).update(
        state="sent", sent_at=NOW, claim=None, lease_until=None
    )

    for minute in range(1, 30):
        reminders.plan(now=NOW + minute * MINUTE)

    assert Message.objects.filter(kind=told.CANCELLATION).exists()


def test_a_focal_point_whose_address_was_refused_is_not_told_to_stay_away():
    event = meeting(reminders=[])
    house = FocalPointFactory()
    ParticipationFactory(event=event, person=None, organization=house.organization, state="invited")
    sent(event, house.person)
    Recipient.objects.filter(pk=house.person.recipient_id).update(refused_at=NOW)

    reminders.look_again(event)
    reminders.plan(now=NOW)

    assert waiting() == []


def test_an_invitation_that_may_have_arrived_before_it_was_tried_again_is_taken_back(settings):
    settings.OUTBOX_IN_DOUBT = "resend"
    event = meeting(reminders=[])
    message = invite(event, guest(event))
    Message.objects.filter(pk=message.pk).update(
        state="uncertain", attempts=1, doubted_at=NOW - HOUR, updated_at=NOW - HOUR
    )
    assert doubts.settle(now=NOW) == 1
    # Before a sender takes it again, such as while the mail server is away, the meeting is off.
    events.cancel(event, reason="Flood", by=None)
    reminders.plan(now=NOW)

    assert Message.objects.filter(kind=told.CANCELLATION).exists()
