"""Who has been told of a meeting, and what they must be told now."""

import pytest

from events.enums import EventState
from followup.queries import notices
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
    return [
        each.recipient
        for each in notices.last_notices(notices.mails_about(event)).values()
        if not each.is_taken_back
    ]


@pytest.mark.parametrize("kind", notices.KINDS[:-1])
def test_whoever_got_a_mail_about_the_meeting_has_been_told(kind):
    event = meeting()
    person = guest(event)
    sent(event, person, kind)
    sent(meeting(), guest(event), kind)

    assert who_expects_it(event) == [person.recipient]


@pytest.mark.parametrize(
    ("facts", "is_notified"),
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
def test_only_what_may_have_arrived_counts(facts, is_notified):
    event = meeting()
    sent(event, guest(event), **facts)

    assert bool(who_expects_it(event)) == is_notified


def test_whoever_was_told_that_it_is_off_is_not_told_any_more_until_told_again():
    event = meeting()
    person = guest(event)
    sent(event, person, at=NOW - 3 * DAY)
    sent(event, person, notices.CANCELLATION, at=NOW - 2 * DAY)

    assert who_expects_it(event) == []

    sent(event, person, notices.REMINDER, at=NOW - DAY)

    assert who_expects_it(event) == [person.recipient]


def test_a_reminder_says_the_new_day_but_does_not_put_it_into_the_calendar():
    event = meeting()
    person = guest(event)
    invitation = sent(event, person, at=NOW - 3 * DAY)
    event.revision = 2
    reminder = sent(event, person, notices.REMINDER, at=NOW - 2 * DAY)

    known = notices.last_notice_to(event, person.recipient)

    assert (known.last, known.dated, known.revision) == (reminder, invitation, 1)
    assert notices.last_notices(notices.mails_about(event)) == {person.recipient_id: known}


def test_whoever_only_got_reminders_knows_what_the_last_one_said():
    event = meeting()
    person = guest(event)
    sent(event, person, notices.REMINDER, at=NOW - 3 * DAY)
    event.revision = 2
    last = sent(event, person, notices.REMINDER)

    known = notices.last_notice_to(event, person.recipient)

    assert (known.last, known.dated, known.revision) == (last, sent_first(event), 1)
    assert notices.last_notice_to(event, RecipientFactory()) is None


def sent_first(event):
    return Message.objects.about(event).earliest("pk")


@pytest.mark.parametrize(
    ("state", "moved", "last", "who", "kind"),
    [
        ("confirmed", False, notices.INVITATION, READER, ""),
        ("confirmed", True, notices.INVITATION, READER, notices.CHANGE),
        ("confirmed", True, notices.REMINDER, READER, notices.CHANGE),
        ("planned", True, notices.INVITATION, READER, notices.CHANGE),
        ("confirmed", True, notices.INVITATION, AWAY, notices.CHANGE),
        ("confirmed", False, notices.INVITATION, AWAY, ""),
        ("confirmed", False, notices.INVITATION, OFF, notices.CANCELLATION),
        ("confirmed", True, notices.INVITATION, OFF, notices.CANCELLATION),
        ("confirmed", True, notices.CANCELLATION, OFF, ""),
        ("confirmed", False, notices.CANCELLATION, READER, notices.CHANGE),
        ("confirmed", True, notices.CANCELLATION, READER, notices.CHANGE),
        ("planned", True, notices.CANCELLATION, READER, ""),
        ("postponed", True, notices.INVITATION, READER, notices.CANCELLATION),
        ("postponed", True, notices.CANCELLATION, READER, ""),
        ("cancelled", True, notices.INVITATION, OFF, notices.CANCELLATION),
        ("cancelled", True, notices.CANCELLATION, READER, notices.CANCELLATION),
        ("cancelled", False, notices.CANCELLATION, READER, ""),
        ("cancelled", True, notices.CANCELLATION, OFF, ""),
        ("held", True, notices.INVITATION, READER, ""),
        ("reported", True, notices.INVITATION, OFF, ""),
    ],
)
def test_nobody_who_was_told_is_left_with_what_does_not_hold(state, moved, last, who, kind):
    event = meeting(reason="A flood")
    person = guest(event)
    sent(event, person, last)
    event.state, event.revision = EventState(state), 2 if moved else 1

    assert (
        notices.kind_to_tell(event, notices.last_notice_to(event, person.recipient), **who) == kind
    )


def test_what_is_being_sent_is_on_its_way():
    event = meeting()
    person = guest(event)
    sent(event, person)

    assert not notices.is_on_its_way(notices.mails_about(event))

    claim = "a4b2a8f4-6d5e-4b53-9d4b-0d6f7f3c2b11"
    sent(event, person, state=MessageState.SENDING, sent_at=None, claim=claim)

    assert notices.is_on_its_way(notices.mails_about(event))


def test_an_invitation_that_a_change_cancelled_is_known():
    event = meeting()
    first, second, third = (guest(event) for _ in range(3))
    back = {"state": MessageState.CANCELLED, "sent_at": None}
    cancelled = sent(event, first, **back)
    sent(event, second)
    event.revision = 2
    sent(event, third, **back)

    assert notices.cancelled_invitations(event, notices.mails_about(event)) == [cancelled]


def test_an_invitation_that_a_person_cancelled_does_not_count():
    event = meeting()
    sent(event, guest(event), state=MessageState.CANCELLED, sent_at=None, by_hand=True)
    event.revision = 2

    assert notices.cancelled_invitations(event, notices.mails_about(event)) == []


def test_who_has_which_link_is_known_until_the_meeting_is_called_off():
    event = meeting()
    first, second, third = (guest(event) for _ in range(3))

    def link_to(person, digest):
        key = f"meeting-link:{event.pk}:1:{digest}:{person.recipient_id}"
        sent(event, person, notices.MEETING_LINK, key=key)

    link_to(first, "old")
    link_to(first, "new")
    link_to(second, "old")
    sent(event, second, notices.CANCELLATION, at=NOW)
    sent(event, third)

    assert notices.link_sent_to(event, first.recipient) == "new"
    assert notices.link_sent_to(event, second.recipient) == ""
    assert notices.link_sent_to(event, third.recipient) == ""


def test_who_was_only_reminded_was_not_invited():
    event = meeting()
    invited, reminded = guest(event), guest(event)
    sent(event, invited)
    sent(event, reminded, notices.REMINDER)

    assert notices.was_invited(event, invited.recipient)
    assert not notices.was_invited(event, reminded.recipient)


def test_a_second_link_is_known_as_such():
    event = meeting()
    person = guest(event)
    first = sent(event, person, notices.MEETING_LINK)
    sent(event, guest(event), notices.MEETING_LINK)
    second = sent(event, person, notices.MEETING_LINK, state=MessageState.SENT)

    assert notices.replaces_a_link(second)
    second.delete()
    assert not notices.replaces_a_link(first)


def test_a_change_has_one_key_a_version_and_an_end_names_what_it_takes_back():
    event = meeting()
    person = PersonFactory()
    message = sent(event, person)
    known = notices.LastNotice(message, message)
    stem = f"{event.pk}:1:{person.recipient_id}"

    assert notices.invitation_key(event, person.recipient) == f"meeting-invitation:{stem}"
    assert notices.announcement_key(event, notices.CHANGE, known) == f"meeting-change:{stem}"
    assert (
        notices.announcement_key(event, notices.CANCELLATION, known)
        == f"meeting-cancellation:{stem}:{message.pk}"
    )

    end = sent(event, person, notices.CANCELLATION)

    assert (
        notices.announcement_key(event, notices.CHANGE, notices.LastNotice(end, end))
        == f"meeting-change:{stem}:{end.pk}"
    )


def test_another_link_or_passcode_is_another_mail_and_the_key_does_not_tell_it():
    event = meeting()
    access = MeetingAccessFactory(event=event, passcode="4321")
    recipient = RecipientFactory()
    first = notices.link_key(event, access, recipient)

    assert first == notices.link_key(event, access, recipient)
    assert access.link not in first
    assert notices.revision_of(Message(key=first)) == event.revision

    assert notices.brings_link(Message(key=first, recipient=recipient), event, access)
    again = notices.link_key(event, access, recipient, Message(pk=7))
    assert again == f"{first}:7"
    assert notices.brings_link(Message(key=again, recipient=recipient), event, access)
    assert not notices.brings_link(Message(key=f"{first}7", recipient=recipient), event, access)

    access.passcode = "1234"

    assert notices.link_key(event, access, recipient) != first
