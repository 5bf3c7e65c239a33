"""What a reminder of a meeting says."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from events.enums import EventState, Modality, ParticipationState
from events.models import Participation
from followup.mails.meeting_reminders import meeting_reminder
from notifications import mails
from notifications.mails import Link, Mail, Section
from notifications.models import Message
from notifications.operations.batches import send_batch
from tests.factories.accounts import UserFactory
from tests.factories.events import MeetingAccessFactory, OrganizerFactory
from tests.factories.network import (
    FocalPointFactory,
    HonorificFactory,
    OrganizationFactory,
    PersonFactory,
)
from tests.factories.roles import coordinator
from tests.followup.meetings import DAY, HOUR, START, guest, meeting
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


def reminded(event, *, stage="week", **person):
    """Return the message that waits for a participant of the event."""
    person = guest(event, person.pop("state", "invited"), **person)
    plan_meetings(now=START - 8 * DAY)
    found = Message.objects.select_related("recipient")
    return found.get(recipient=person.recipient, key__contains=f":{stage}:")


@pytest.fixture(autouse=True)
def today():
    """Let the mails be written a week before the meeting."""
    with time_machine.travel(START - 7 * DAY, tick=False):
        yield


def section_of(message):
    [section] = meeting_reminder(message).sections
    return section


def test_a_reminder_says_what_when_where_and_why():
    """The reader has answered yes: nothing is asked."""
    college = OrganizationFactory()
    PersonFactory(user=coordinator(college.country), recipient__email="nc@ilo.example")
    event = meeting(link_policy="Sent after registration")
    OrganizerFactory(event=event, organization=college)
    message = reminded(
        event,
        state="approved",
        name="Sok Dara",
        honorific=HonorificFactory(name="Mr"),
        user=UserFactory(),
        recipient__time_zone="Asia/Yangon",
    )

    assert meeting_reminder(message) == Mail(
        subject="Reminder: Peer workshop: GZITTC - NPIC, 10 Dec 2026, 14:00 Bangkok (GMT+7)",
        sections=(
            Section(
                lede="This meeting is in 7 days:",
                title="Peer workshop: GZITTC - NPIC",
                facts=(
                    ("When", "Thu 10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)"),
                    ("In your time", "13:30\N{EN DASH}16:30 Yangon (GMT+6:30)"),
                    ("How", "Online"),
                    ("Where", "Zoom"),
                    ("Meeting link", "Sent after registration"),
                ),
                links=(
                    Link(
                        "Open the workshop page",
                        f"https://network.example{event.get_absolute_url()}",
                    ),
                ),
            ),
        ),
        to_name="Mr Sok Dara",
        reason="You get this mail because you are on the list of participants.",
        reply_to="nc@ilo.example",
        thread=f"event:{event.pk}",
    )


def test_a_reader_in_the_same_zone_without_an_account_gets_the_short_form():
    event = meeting(modality=Modality.IN_PERSON, platform="")
    section = section_of(reminded(event, state="approved"))

    assert section.facts == (
        ("When", "Thu 10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)"),
        ("How", "In person"),
    )
    assert section.links == ()
    assert section.note == ""


@pytest.mark.parametrize(
    ("facts", "zone", "clock"),
    [
        (
            {"starts_at": START - 6 * HOUR},
            "America/New_York",
            "9 Dec, 20:00 until 10 Dec, 05:00 New York (GMT-5)",
        ),
        (
            {"starts_at": START + 8 * HOUR, "ends_at": None},
            "Pacific/Auckland",
            "11 Dec, 04:00 Auckland (GMT+13)",
        ),
        ({"starts_at": START}, "Europe/Berlin", "08:00\N{EN DASH}11:00 Berlin (GMT+1)"),
    ],
    ids=["the day before", "the day after", "the same day"],
)
def test_a_reader_far_away_is_told_their_hour_and_their_day_if_it_is_another(facts, zone, clock):
    section = section_of(reminded(meeting(**facts), recipient__time_zone=zone))

    assert dict(section.facts)["In your time"] == clock


def test_who_moved_to_another_zone_since_is_told_the_hour_there():
    message = reminded(meeting())
    message.recipient.time_zone = "Asia/Kathmandu"

    assert dict(section_of(message).facts)["In your time"].startswith("12:45")


def test_several_days_and_an_unknown_hour_are_said_as_they_are():
    event = meeting(last_day=date(2026, 12, 12), starts_at=None, ends_at=None)

    mail = meeting_reminder(reminded(event))

    assert mail.subject == "Reminder: Peer workshop: GZITTC - NPIC, 10 Dec 2026"
    assert mail.sections[0].facts[0] == (
        "When",
        "Thu 10 Dec 2026 until 12 Dec 2026, the time is not known yet",
    )


@pytest.mark.parametrize(
    ("ahead", "zone", "subject", "lede"),
    [
        (7 * DAY, "Asia/Bangkok", "Reminder", "This meeting is in 7 days:"),
        (2 * DAY, "Asia/Bangkok", "Reminder", "This meeting is in 2 days:"),
        (DAY, "Asia/Bangkok", "Tomorrow", "This meeting is tomorrow:"),
        (15 * HOUR, "Asia/Bangkok", "Tomorrow", "This meeting is tomorrow:"),
        (13 * HOUR, "Asia/Bangkok", "Today", "This meeting is today:"),
        (HOUR, "Asia/Bangkok", "Today", "This meeting is today:"),
        # It begins on the 10th everywhere: at 20:00 in Auckland, at 02:00 in New York.
        (15 * HOUR, "Pacific/Auckland", "Today", "This meeting is today:"),
        (HOUR, "America/New_York", "Today", "This meeting is today:"),
        (3 * HOUR, "America/New_York", "Tomorrow", "This meeting is tomorrow:"),
    ],
)
def test_a_reminder_says_how_near_the_meeting_is_by_the_days_of_its_reader(
    ahead, zone, subject, lede
):
    message = reminded(meeting(), recipient__time_zone=zone)

    with time_machine.travel(START - ahead, tick=False):
        mail = meeting_reminder(message)

    assert (mail.subject.partition(":")[0], mail.sections[0].lede) == (subject, lede)


@pytest.mark.parametrize(
    ("day", "hour", "lede"),
    [(8, 23, "This meeting is in 2 days:"), (9, 0, "This meeting is tomorrow:"), (10, 0, "today")],
)
def test_a_meeting_of_an_unknown_hour_is_as_near_as_its_day(day, hour, lede):
    message = reminded(meeting(starts_at=None, ends_at=None), recipient__time_zone="Asia/Yangon")
    now = datetime(2026, 12, day, hour, 30, tzinfo=ZoneInfo("Asia/Yangon"))

    with time_machine.travel(now, tick=False):
        assert lede in section_of(message).lede


def test_a_focal_point_is_told_so():
    event = meeting()
    focal_point = FocalPointFactory(organization__name="GZITTC")
    OrganizerFactory(event=event, organization=focal_point.organization)
    plan_meetings(now=START - 8 * DAY)

    mail = meeting_reminder(Message.objects.earliest("due_at"))

    assert mail.reason == "You get this mail because you are a focal point of GZITTC."


@pytest.mark.parametrize(
    ("state", "stage", "has_link"),
    [
        ("approved", "week", False),
        ("approved", "day", True),
        ("approved", "hour", True),
        ("attended", "hour", True),
        ("invited", "hour", False),
        ("registered", "day", False),
    ],
)
def test_the_link_is_in_the_last_reminders_of_confirmed_participants(state, stage, has_link):
    event = meeting()
    access = MeetingAccessFactory(event=event, passcode="4321")

    mail = meeting_reminder(reminded(event, state=state, stage=stage))

    facts = dict(mail.sections[0].facts)
    assert (facts.get("Meeting link") == access.link) == has_link
    assert (facts.get("Passcode") == "4321") == has_link
    assert ({access.link, "4321"} <= set(mail.secrets)) == has_link
    assert mail.remarks == (("events.with_link",) if has_link else ())


@pytest.mark.parametrize("stage", ["week", "day", "hour"])
def test_who_has_not_answered_is_asked_again_with_a_link_that_is_not_kept(stage):
    event = meeting()

    mail = meeting_reminder(reminded(event, stage=stage, user=UserFactory()))

    [section], [token] = mail.sections, mail.secrets
    assert section.ask == "You have not answered yet. Will you come? Choose one answer:"
    assert section.links == tuple(
        Link(label, f"https://network.example/r/{token}/?a={answer}")
        for label, answer in (
            ("Yes, I will come", "yes"),
            ("No, I cannot come", "no"),
            ("Somebody else will come", "else"),
        )
    )
    assert section.note.startswith("This link is only for you. You need no password.")


@pytest.mark.parametrize("state", ["registered", "approved", "attended"])
def test_who_has_answered_or_was_named_by_another_is_not_asked(state):
    mail = meeting_reminder(reminded(meeting(), state=state))

    assert (mail.sections[0].ask, mail.sections[0].links, mail.secrets) == ("", (), ())


@pytest.mark.parametrize(
    ("state", "stage", "note"),
    [
        ("invited", "day", "You will get the meeting link by mail after you answer yes."),
        ("registered", "day", "Confirmed participants will get the meeting link by mail."),
        ("approved", "week", "You will get the meeting link in another mail."),
        ("approved", "day", ""),
    ],
)
def test_how_the_link_comes_is_said_as_it_is(state, stage, note):
    event = meeting()
    MeetingAccessFactory(event=event)

    section = section_of(reminded(event, state=state, stage=stage))

    assert section.note.endswith(note)
    assert ("meeting link" in section.note) == bool(note)


@pytest.mark.parametrize("state", ["invited", "registered", "approved"])
def test_no_link_is_announced_that_nobody_has(state):
    section = section_of(reminded(meeting(link_policy="Sent after registration"), state=state))

    assert "meeting link" not in section.note
    assert dict(section.facts)["Meeting link"] == "Sent after registration"


def test_a_focal_point_gets_no_link():
    event = meeting()
    focal_point = FocalPointFactory()
    OrganizerFactory(event=event, organization=focal_point.organization)
    MeetingAccessFactory(event=event)
    plan_meetings(now=START - 8 * DAY)

    mail = meeting_reminder(Message.objects.latest("due_at"))

    assert mail.secrets == ()


def test_a_meeting_without_a_link_has_none_to_send():
    mail = meeting_reminder(reminded(meeting(), state="approved", stage="hour"))

    assert mail.remarks == ()


def test_without_a_passcode_nothing_is_blackened_but_the_link():
    event = meeting()
    access = MeetingAccessFactory(event=event)

    mail = meeting_reminder(reminded(event, state="approved", stage="hour"))

    assert mail.secrets == (access.link,)


def test_names_are_written_as_they_are():
    mail = meeting_reminder(reminded(meeting(title="Teachers' day & <friends>")))

    assert mail.sections[0].title == "Teachers' day & <friends>"


@pytest.mark.parametrize(
    "change",
    [
        {"state": EventState.CANCELLED, "reason": "Flood"},
        {"state": EventState.PLANNED},
        {"revision": 2, "day": date(2026, 12, 12)},
        {"reminders": [60]},
    ],
    ids=["cancelled", "not confirmed", "moved", "another rule"],
)
def test_what_does_not_hold_any_more_is_not_reminded_of(change):
    event = meeting()
    message = reminded(event)
    for name, value in change.items():
        setattr(event, name, value)
    event.save()

    assert meeting_reminder(message) is None


@pytest.mark.parametrize("state", [ParticipationState.ABSENT, ParticipationState.DECLINED])
def test_who_does_not_come_any_more_is_not_reminded(state):
    message = reminded(meeting())
    Participation.objects.update(state=state)

    assert meeting_reminder(message) is None


def test_a_mail_costs_the_same_however_long_the_list_is(django_assert_num_queries):
    event = OrganizerFactory(event=meeting()).event
    MeetingAccessFactory(event=event)
    message = reminded(event, state="approved", stage="hour")
    for _ in range(5):
        guest(event)

    # Whether the meeting and its link are as they were, and who the reader is. The mails of a
    # batch share the meeting, its link and to whom answers go.
    with mails.sharing():
        meeting_reminder(message)
        with django_assert_num_queries(1):
            meeting_reminder(message)


def test_it_leaves_by_the_outbox_small_and_keeps_no_link_there(mailoutbox):
    event = meeting()
    access = MeetingAccessFactory(event=event, passcode="4321")
    message = reminded(
        event,
        state="approved",
        stage="hour",
        name="Sok Dara",
        recipient__email="dara@example.org",
    )

    send_batch(clock=lambda: START - timedelta(hours=1))

    message.refresh_from_db()
    mail = mailoutbox[-1]
    assert mail.to == ["Sok Dara <dara@example.org>"]
    assert access.link in mail.body
    assert len(mail.message().as_bytes()) < 10_000
    assert (access.link in message.body, "4321" in message.body) == (False, False)
    assert message.remarks == ["events.with_link"]
