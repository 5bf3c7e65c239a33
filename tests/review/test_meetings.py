"""What a reviewer found in the mails of meetings."""

import pytest
import time_machine

from events.letters import announcements, invitations, parts
from events.letters.meeting_access import meeting_link
from events.operations import attendance, events, meeting_access, reminders
from events.queries import told
from notifications import letters
from notifications.models import Message, Recipient
from notifications.operations import doubts
from tests.events.meetings import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    START,
    TODAY,
    guest,
    invite,
    meeting,
    pass_time,
    sent,
    waiting,
)
from tests.factories.events import MeetingAccessFactory, ParticipationFactory
from tests.factories.network import FocalPointFactory
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db


def test_a_link_that_is_the_same_after_a_move_is_not_called_new():
    event = meeting(reminders=[])
    MeetingAccessFactory(event=event)
    guest(event, "approved")
    pass_time(NOW)
    moved = START + 5 * DAY
    events.edit(
        event, by=None, today=TODAY, day=moved.date(), starts_at=moved, ends_at=moved + HOUR
    )
    pass_time(NOW + HOUR)

    last = Message.objects.filter(kind=told.MEETING_LINK).order_by("-pk").first()
    letter = meeting_link(last)

    assert "new link" not in letter.parts[0].lede


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


def test_a_link_that_was_replaced_is_not_sent_by_a_batch_that_has_begun():
    event = meeting(reminders=[])
    MeetingAccessFactory(event=event)
    for _ in range(2):
        guest(event, "approved")
    reminders.plan(now=NOW)
    first, second = Message.objects.filter(kind=told.MEETING_LINK)

    with letters.sharing():
        assert meeting_link(first) is not None
        meeting_access.set_link(event, link="https://meet.example.org/another", by=None)

        assert meeting_link(second) is None


def test_a_meeting_that_was_held_is_not_reminded_of_by_a_batch_that_has_begun():
    """It is said that whatever changes the meeting calls back what was not begun: this does not."""
    event = meeting(reminders=[], day=TODAY, starts_at=NOW, ends_at=None)
    message = MessageFactory(about=event)

    with letters.sharing():
        assert parts.event_of(message, ["planned", "confirmed"]) is not None
        events.hold(event, by=None, today=TODAY)

        assert parts.event_of(message, ["planned", "confirmed"]) is None


def _version(invitation):
    lines = invitation.octets.decode().splitlines()
    found = dict(line.split(":", 1) for line in lines if line.startswith(("SEQUENCE", "DTSTAMP")))
    return int(found["SEQUENCE"]), found["DTSTAMP"]


def test_what_takes_an_entry_out_of_a_calendar_is_newer_and_what_puts_it_back_too():
    """RFC 5546 2.1.5: of two with the same SEQUENCE the later DTSTAMP counts; equal ones do not."""
    with time_machine.travel(NOW, tick=False) as watch:
        event = meeting(reminders=[])
        person = guest(event)
        invite(event, person)
        put_in = _version(invitations.invitation(Message.objects.get()).invitation)
        pass_time(NOW)

        watch.move_to(NOW + HOUR)
        attendance.withdraw(event.participations.get(), by=None)
        reminders.plan(now=NOW + HOUR)
        cancellation = Message.objects.get(kind=told.CANCELLATION)
        taken_out = _version(announcements.cancellation(cancellation).invitation)
        pass_time(NOW + HOUR)

        watch.move_to(NOW + 2 * HOUR)
        attendance.take_part(event, person=person, state="invited", by=None)
        reminders.plan(now=NOW + 2 * HOUR)
        change = Message.objects.get(kind=told.CHANGE)
        back = _version(announcements.change(change).invitation)

    assert put_in < taken_out < back


def test_an_invitation_that_may_have_arrived_before_it_was_tried_again_is_taken_back(settings):
    settings.OUTBOX_IN_DOUBT = "resend"
    event = meeting(reminders=[])
    message = invite(event, guest(event))
    Message.objects.filter(pk=message.pk).update(
        state="uncertain", attempts=1, updated_at=NOW - HOUR
    )
    assert doubts.settle(now=NOW) == 1
    # Before a sender takes it again, such as while the mail server is away, the meeting is off.
    events.cancel(event, reason="Flood", by=None)
    reminders.plan(now=NOW)

    assert Message.objects.filter(kind=told.CANCELLATION).exists()
