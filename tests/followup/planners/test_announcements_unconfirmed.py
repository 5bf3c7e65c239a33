"""What may have reached its reader is taken back as if it had."""

import pytest

from events.operations import events
from followup.queries import notices
from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import unconfirmed
from tests.factories.notifications import MessageFactory
from tests.followup.meetings import (
    HOUR,
    MINUTE,
    NOW,
    OLD_TIME,
    got,
    guest,
    invite,
    meeting,
    pass_time,
)
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


def test_a_mail_that_leaves_while_the_meeting_is_cancelled_is_taken_back(mailoutbox):
    event = meeting(reminders=[])
    message = invite(event, guest(event))
    claim = "a4b2a8f4-6d5e-4b53-9d4b-0d6f7f3c2b11"
    Message.objects.update(state=MessageState.SENDING, claim=claim)
    events.cancel(event, reason="A flood", by=None)
    pass_time(NOW)
    assert got(mailoutbox) == []
    Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, claim=None, sent_at=NOW)

    pass_time(NOW + 5 * MINUTE)

    assert got(mailoutbox) == [f"Cancelled: {OLD_TIME}"]


@pytest.mark.parametrize("digest_state", ["sending", "unconfirmed"])
def test_a_reminder_in_a_digest_that_may_have_arrived_is_taken_back(digest_state):
    event = meeting(reminders=[])
    person = guest(event)
    held = {"claim": "00000000-0000-0000-0000-000000000001", "lease_until": NOW + HOUR}
    digest = MessageFactory(
        recipient=person.recipient,
        kind="notifications.digest",
        state=digest_state,
        attempts=1,
        **(held if digest_state == "sending" else {}),
    )
    MessageFactory(
        recipient=person.recipient,
        kind=notices.REMINDER,
        about=event,
        state="in_digest",
        digest=digest,
        key=f"meeting:{event.pk}:{event.revision}:week:{person.recipient_id}",
    )
    events.cancel(event, reason="Flood", by=None)
    plan_meetings(now=NOW)
    # Then it is known that the mail arrived.
    Message.objects.filter(kind__in=["notifications.digest", notices.REMINDER]).update(
        state="sent", sent_at=NOW, claim=None, lease_until=None
    )

    for minute in range(1, 30):
        plan_meetings(now=NOW + minute * MINUTE)

    assert Message.objects.filter(kind=notices.CANCELLATION).exists()


def test_an_invitation_that_may_have_arrived_before_it_was_tried_again_is_taken_back(settings):
    settings.OUTBOX_UNCONFIRMED = "resend"
    event = meeting(reminders=[])
    message = invite(event, guest(event))
    Message.objects.filter(pk=message.pk).update(
        state="unconfirmed", attempts=1, unconfirmed_at=NOW - HOUR, updated_at=NOW - HOUR
    )
    assert unconfirmed.resolve(now=NOW) == 1
    # Before a sender takes it again, such as while the mail server is away, the meeting is off.
    events.cancel(event, reason="Flood", by=None)
    plan_meetings(now=NOW)

    assert Message.objects.filter(kind=notices.CANCELLATION).exists()
