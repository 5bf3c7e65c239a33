"""Who has been told of a meeting, and what they must be told now."""

import pytest

from events.enums import EventState
from events.queries import told
from notifications.enums import MessageState
from notifications.models import Message
from tests.factories.events import MeetingAccessFactory
from tests.factories.network import PersonFactory
from tests.factories.notifications import RecipientFactory
from tests.followup.meetings import DAY, NOW, guest, meeting, sent

pytestmark = pytest.mark.django_db

READER = {"is_reader": True, "is_listed": True}
AWAY = {"is_reader": False, "is_listed": True}
OFF = {"is_reader": False, "is_listed": False}


def who_expects_it(event):
    """Return who was told that the meeting takes place, and not told otherwise since."""
    return [each.recipient for each in told.last_told(event).values() if not each.is_taken_back]


@pytest.mark.parametrize("kind", told.KINDS[:-1])
def test_whoever_got_a_mail_about_the_meeting_has_been_told(kind):
    event = meeting()
    person = guest(event)
    sent(event, person, kind)
    sent(meeting(), guest(event), kind)

    assert who_expects_it(event) == [person.recipient]


@pytest.mark.parametrize(
    ("facts", "is_told"),
    [
        ({"state": MessageState.SENT}, True),
        ({"state": MessageState.BOUNCED}, True),
        ({"state": MessageState.UNCONFIRMED, "sent_at": None}, True),
        ({"state": MessageState.PENDING, "sent_at": None}, False),
        ({"state": MessageState.FAILED, "sent_at": None}, False),
        ({"state": MessageState.CANCELLED, "sent_at": None}, False),
        ({"state": MessageState.EXPIRED, "sent_at": None}, False),
    ],
)
def test_only_what_may_have_arrived_counts(facts, is_told):
    event = meeting()
    sent(event, guest(event), **facts)

    assert bool(who_expects_it(event)) == is_told


def test_whoever_was_told_that_it_is_off_is_not_told_any_more_until_told_again():
    event = meeting()
    person = guest(event)
    sent(event, person, at=NOW - 3 * DAY)
    sent(event, person, told.CANCELLATION, at=NOW - 2 * DAY)

    assert who_expects_it(event) == []

    sent(event, person, told.REMINDER, at=NOW - DAY)

    assert who_expects_it(event) == [person.recipient]


def test_a_reminder_says_the_new_day_but_does_not_put_it_into_the_calendar():
    event = meeting()
    person = guest(event)
    invitation = sent(event, person, at=NOW - 3 * DAY)
    event.revision = 2
    reminder = sent(event, person, told.REMINDER, at=NOW - 2 * DAY)

    known = told.last_told_to(event, person.recipient)

    assert (known.last, known.dated, known.revision) == (reminder, invitation, 1)
    assert told.last_told(event) == {person.recipient_id: known}


def test_whoever_only_got_reminders_knows_what_the_last_one_said():
    event = meeting()
    person = guest(event)
    sent(event, person, told.REMINDER, at=NOW - 3 * DAY)
    event.revision = 2
    last = sent(event, person, told.REMINDER)

    known = told.last_told_to(event, person.recipient)

    assert (known.last, known.dated, known.revision) == (last, sent_first(event), 1)
    assert told.last_told_to(event, RecipientFactory()) is None


def sent_first(event):
    return Message.objects.about(event).earliest("pk")


@pytest.mark.parametrize(
    ("state", "moved", "last", "who", "kind"),
    [
        ("confirmed", False, told.INVITATION, READER, ""),
        ("confirmed", True, told.INVITATION, READER, told.CHANGE),
        ("confirmed", True, told.REMINDER, READER, told.CHANGE),
        ("planned", True, told.INVITATION, READER, told.CHANGE),
        ("confirmed", True, told.INVITATION, AWAY, told.CHANGE),
        ("confirmed", False, told.INVITATION, AWAY, ""),
        ("confirmed", False, told.INVITATION, OFF, told.CANCELLATION),
        ("confirmed", True, told.INVITATION, OFF, told.CANCELLATION),
        ("confirmed", True, told.CANCELLATION, OFF, ""),
        ("confirmed", False, told.CANCELLATION, READER, told.CHANGE),
        ("confirmed", True, told.CANCELLATION, READER, told.CHANGE),
        ("planned", True, told.CANCELLATION, READER, ""),
        ("postponed", True, told.INVITATION, READER, told.CANCELLATION),
        ("postponed", True, told.CANCELLATION, READER, ""),
        ("cancelled", True, told.INVITATION, OFF, told.CANCELLATION),
        ("cancelled", True, told.CANCELLATION, READER, told.CANCELLATION),
        ("cancelled", False, told.CANCELLATION, READER, ""),
        ("cancelled", True, told.CANCELLATION, OFF, ""),
        ("held", True, told.INVITATION, READER, ""),
        ("reported", True, told.INVITATION, OFF, ""),
    ],
)
def test_nobody_who_was_told_is_left_with_what_does_not_hold(state, moved, last, who, kind):
    event = meeting(reason="A flood")
    person = guest(event)
    sent(event, person, last)
    event.state, event.revision = EventState(state), 2 if moved else 1

    assert told.kind_to_tell(event, told.last_told_to(event, person.recipient), **who) == kind


def test_what_is_being_sent_is_on_its_way():
    event = meeting()
    person = guest(event)
    sent(event, person)

    assert not told.is_on_its_way(event)

    claim = "a4b2a8f4-6d5e-4b53-9d4b-0d6f7f3c2b11"
    sent(event, person, state=MessageState.SENDING, sent_at=None, claim=claim)

    assert told.is_on_its_way(event)


def test_an_invitation_that_a_change_called_back_is_known():
    event = meeting()
    first, second, third = (guest(event) for _ in range(3))
    back = {"state": MessageState.CANCELLED, "sent_at": None}
    called_back = sent(event, first, **back)
    sent(event, second)
    event.revision = 2
    sent(event, third, **back)

    assert told.invitations_called_back(event) == [called_back]


def test_an_invitation_that_a_person_cancelled_does_not_count_as_called_back():
    event = meeting()
    sent(event, guest(event), state=MessageState.CANCELLED, sent_at=None, by_hand=True)
    event.revision = 2

    assert told.invitations_called_back(event) == []


def test_who_has_which_link_is_known_until_the_meeting_is_called_off():
    event = meeting()
    first, second, third = (guest(event) for _ in range(3))

    def link_to(person, digest):
        key = f"meeting-link:{event.pk}:1:{digest}:{person.recipient_id}"
        sent(event, person, told.MEETING_LINK, key=key)

    link_to(first, "old")
    link_to(first, "new")
    link_to(second, "old")
    sent(event, second, told.CANCELLATION, at=NOW)
    sent(event, third)

    assert told.link_told_to(event, first.recipient) == "new"
    assert told.link_told_to(event, second.recipient) == ""
    assert told.link_told_to(event, third.recipient) == ""


def test_who_was_only_reminded_was_not_invited():
    event = meeting()
    invited, reminded = guest(event), guest(event)
    sent(event, invited)
    sent(event, reminded, told.REMINDER)

    assert told.was_invited(event, invited.recipient)
    assert not told.was_invited(event, reminded.recipient)


def test_a_second_link_is_known_as_such():
    event = meeting()
    person = guest(event)
    first = sent(event, person, told.MEETING_LINK)
    sent(event, guest(event), told.MEETING_LINK)
    second = sent(event, person, told.MEETING_LINK, state=MessageState.SENT)

    assert told.replaces_a_link(second)
    second.delete()
    assert not told.replaces_a_link(first)


def test_a_change_has_one_key_a_version_and_an_end_names_what_it_takes_back():
    event = meeting()
    person = PersonFactory()
    message = sent(event, person)
    known = told.Told(message, message)
    stem = f"{event.pk}:1:{person.recipient_id}"

    assert told.invitation_key(event, person.recipient) == f"meeting-invitation:{stem}"
    assert told.announcement_key(event, told.CHANGE, known) == f"meeting-change:{stem}"
    assert (
        told.announcement_key(event, told.CANCELLATION, known)
        == f"meeting-cancellation:{stem}:{message.pk}"
    )

    end = sent(event, person, told.CANCELLATION)

    assert (
        told.announcement_key(event, told.CHANGE, told.Told(end, end))
        == f"meeting-change:{stem}:{end.pk}"
    )


def test_another_link_or_passcode_is_another_mail_and_the_key_does_not_tell_it():
    event = meeting()
    access = MeetingAccessFactory(event=event, passcode="4321")
    recipient = RecipientFactory()
    first = told.link_key(event, access, recipient)

    assert first == told.link_key(event, access, recipient)
    assert access.link not in first
    assert told.revision_of(Message(key=first)) == event.revision

    assert told.brings_link(Message(key=first, recipient=recipient), event, access)
    again = told.link_key(event, access, recipient, Message(pk=7))
    assert again == f"{first}:7"
    assert told.brings_link(Message(key=again, recipient=recipient), event, access)
    assert not told.brings_link(Message(key=f"{first}7", recipient=recipient), event, access)

    access.passcode = "1234"

    assert told.link_key(event, access, recipient) != first
