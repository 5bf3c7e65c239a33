"""What a reminder of a meeting says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events import letters
from events.enums import EventState, Modality, ParticipationState
from events.models import Participation
from events.operations import reminders
from notifications.letters import Letter
from notifications.models import Message
from notifications.operations.sending import send_batch
from tests.factories.accounts import UserFactory
from tests.factories.events import (
    EventFactory,
    MeetingAccessFactory,
    OrganizerFactory,
    ParticipationFactory,
)
from tests.factories.network import FocalPointFactory, HonorificFactory, PersonFactory

START = datetime(2026, 12, 10, 7, tzinfo=UTC)
EVENT = {
    "confirmed": True,
    "title": "Peer workshop: GZITTC - NPIC",
    "day": START.date(),
    "starts_at": START,
    "ends_at": START + timedelta(hours=3),
    "platform": "Zoom",
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://network.example"


def reminded(event, **person):
    """Return the message that waits for a participant of the event."""
    person = PersonFactory(**person)
    ParticipationFactory(event=event, person=person)
    reminders.plan(now=START - timedelta(days=8))
    return Message.objects.filter(recipient=person.recipient).earliest("due_at")


def test_a_reminder_says_what_when_where_and_why(db):
    event = EventFactory(**EVENT, link_policy="Sent after registration")
    message = reminded(
        event,
        name="Sok Dara",
        honorific=HonorificFactory(name="Mr"),
        user=UserFactory(),
        recipient__time_zone="Asia/Yangon",
    )

    assert letters.meeting_reminder(message) == Letter(
        subject=("Reminder: Peer workshop: GZITTC - NPIC, 10 Dec 2026, 14:00 Bangkok (GMT+7)"),
        body=f"""\
Dear Mr Sok Dara,

This is a reminder of a meeting that is confirmed:

  Peer workshop: GZITTC - NPIC
  10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)
  By your clock: 13:30 Yangon (GMT+6:30)
  Online, Zoom

About the meeting link: Sent after registration

The agenda, the people and the meeting link are on the workshop page. Sign in to see it:
https://network.example{event.get_absolute_url()}

You get this mail because you are on the list of participants.
TVET Partnership Network
""",
    )


def test_a_reader_in_the_same_zone_without_an_account_gets_the_short_form(db):
    event = EventFactory(**{**EVENT, "modality": Modality.IN_PERSON, "platform": ""})

    letter = letters.meeting_reminder(reminded(event, name="Liu Yutong"))

    assert (
        letter.body
        == """\
Dear Liu Yutong,

This is a reminder of a meeting that is confirmed:

  Peer workshop: GZITTC - NPIC
  10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)
  In person

The organizers send you the agenda and the meeting link.

You get this mail because you are on the list of participants.
TVET Partnership Network
"""
    )


def test_a_reader_far_away_is_told_their_day_too(db):
    letter = letters.meeting_reminder(
        reminded(
            EventFactory(**{**EVENT, "starts_at": START - timedelta(hours=6)}),
            recipient__time_zone="America/New_York",
        )
    )

    assert "By your clock: 9 Dec 2026, 20:00 New York (GMT-5)" in letter.body


def test_an_unknown_hour_is_not_made_up(db):
    event = EventFactory(**{**EVENT, "starts_at": None, "ends_at": None})

    letter = letters.meeting_reminder(reminded(event))

    assert letter.subject == "Reminder: Peer workshop: GZITTC - NPIC, 10 Dec 2026"
    assert "The hour is not known yet." in letter.body


def test_a_focal_point_is_told_so(db):
    event = EventFactory(**EVENT)
    focal_point = FocalPointFactory(organization__name="GZITTC")
    OrganizerFactory(event=event, organization=focal_point.organization)
    reminders.plan(now=START - timedelta(days=8))

    letter = letters.meeting_reminder(Message.objects.earliest("due_at"))

    assert "because you are a focal point of GZITTC." in letter.body


def test_the_meeting_link_is_not_in_the_mail(db):
    event = EventFactory(**EVENT)
    link = MeetingAccessFactory(event=event).link

    letter = letters.meeting_reminder(reminded(event))

    assert link not in letter.body


def test_names_are_written_as_they_are(db):
    event = EventFactory(**{**EVENT, "title": "Teachers' day & <friends>"})

    letter = letters.meeting_reminder(reminded(event))

    assert "Teachers' day & <friends>" in letter.body


@pytest.mark.parametrize(
    "change",
    [
        {"state": EventState.CANCELLED, "reason": "Flood"},
        {"state": EventState.PLANNED},
        {"revision": 2, "day": date(2026, 12, 12)},
    ],
)
def test_a_meeting_called_off_or_moved_is_not_reminded_of(db, change):
    event = EventFactory(**EVENT)
    message = reminded(event)
    for name, value in change.items():
        setattr(event, name, value)
    event.save()

    assert letters.meeting_reminder(message) is None


def test_who_does_not_come_any_more_is_not_reminded(db):
    message = reminded(EventFactory(**EVENT))
    Participation.objects.update(state=ParticipationState.ABSENT)

    assert letters.meeting_reminder(message) is None


def test_it_leaves_by_the_outbox(db, mailoutbox):
    reminded(EventFactory(**EVENT), name="Sok Dara", recipient__email="dara@example.org")

    send_batch(clock=lambda: START - timedelta(days=7))

    [mail] = mailoutbox
    assert mail.to == ["Sok Dara <dara@example.org>"]
    assert len(mail.message().as_bytes()) < 10_000
