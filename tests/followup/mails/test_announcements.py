"""What is said when a meeting was moved or called off; the operations' tests say when."""

import pytest
import time_machine

from accounts.models import ActionLink
from accounts.operations import links
from events.enums import EventState, ParticipationState
from events.operations import attendance, events
from events.terms.attendance import ParticipationTerms
from followup.mails import announcements, invitations
from followup.operations import replies
from followup.queries import notices
from notifications.mails import Section
from notifications.models import Message
from tests.followup.meetings import (
    DAY,
    HOUR,
    NOW,
    START,
    TODAY,
    edit,
    guest,
    invite,
    meeting,
    pass_time,
    sent,
)
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db

WHEN = "14:00\N{EN DASH}17:00 Bangkok (GMT+7)"


@pytest.fixture
def event():
    return meeting()


@pytest.fixture
def person(event):
    person = guest(event, name="Sok Dara")
    sent(event, person)
    return person


def planned(kind):
    plan_meetings(now=NOW)
    return Message.objects.get(kind=kind)


def test_a_change_says_what_is_new_what_was_before_and_asks_again(event, person):
    moved = START + 5 * DAY
    edit(
        event,
        day=moved.date(),
        starts_at=moved,
        ends_at=moved + 3 * HOUR,
        by=None,
        today=TODAY,
    )

    mail = announcements.change(planned(notices.CHANGE))

    token = links.token_of(ActionLink.objects.get())
    [section] = mail.sections
    assert (section.lede, section.title) == (
        "This meeting has moved. Please note the new time:",
        "Peer workshop: GZITTC - NPIC",
    )
    assert section.facts == (
        ("When", f"Tue 15 Dec 2026, {WHEN}"),
        ("How", "Online"),
        ("Where", "Zoom"),
        ("Before", f"Thu 10 Dec 2026, {WHEN}"),
    )
    assert section.note == "The calendar file in this mail changes the meeting in your calendar."
    assert [link.url.partition("?")[2] for link in section.links] == ["a=yes", "a=no", "a=else"]
    assert mail.secrets == (token,)
    assert (mail.to_name, mail.thread) == ("Sok Dara", f"event:{event.pk}")
    assert mail.reason == "You get this mail because we told you about this meeting before."


@pytest.mark.parametrize(
    ("state", "changed", "ask"),
    [
        (
            ParticipationState.APPROVED,
            {"day": START.date() + DAY, "starts_at": START + DAY, "ends_at": None},
            "You answered: yes. Is it different for the new day? Then answer again:",
        ),
        (
            ParticipationState.DECLINED,
            {"day": START.date() + DAY, "starts_at": START + DAY, "ends_at": None},
            "You answered: no. Is it different for the new day? Then answer again:",
        ),
        (
            ParticipationState.APPROVED,
            {"place": "Hall B"},
            "You answered: yes. Has this changed? Then answer again:",
        ),
        (
            ParticipationState.DECLINED,
            {"starts_at": START + HOUR},
            "You answered: no. Has this changed? Then answer again:",
        ),
        (ParticipationState.INVITED, {"place": "Hall B"}, "Will you come? Choose one answer:"),
    ],
)
def test_who_answered_is_reminded_of_the_answer_and_asked_whether_it_holds(
    event, state, changed, ask
):
    sent(event, guest(event, state))
    edit(event, **changed, by=None, today=TODAY)

    mail = announcements.change(planned(notices.CHANGE))

    assert mail.sections[0].ask == ask
    assert (b"PARTSTAT=NEEDS-ACTION" in mail.invitation.octets) == ask.startswith("Will you")


@pytest.mark.parametrize(
    ("changed", "still"),
    [
        (
            {"day": START.date() + DAY, "starts_at": START + DAY, "ends_at": None},
            "Is it different for the new day?",
        ),
        ({"place": "Hall B"}, "Has this changed?"),
    ],
)
def test_who_named_somebody_else_is_reminded_of_whom(event, changed, still):
    person = guest(event)
    sent(event, person)
    replies.answer(
        event, person, reply="else", stand_in=replies.StandIn("Chan Thida"), by=None, now=NOW
    )
    edit(event, **changed, by=None, today=TODAY)

    assert announcements.change(planned(notices.CHANGE)).sections[0].ask == (
        f"You answered: Chan Thida will come instead of you. {still} Then answer again:"
    )


def test_an_end_says_which_day_and_why(event, person):
    events.cancel(event, reason="A flood", by=None)

    mail = announcements.cancellation(planned(notices.CANCELLATION))

    assert mail.sections == (
        Section(
            lede="This meeting is cancelled:",
            title="Peer workshop: GZITTC - NPIC",
            facts=(("Planned for", f"Thu 10 Dec 2026, {WHEN}"), ("Why", "A flood")),
            note="The calendar file in this mail removes the meeting from your calendar.",
        ),
    )
    assert mail.invitation.method == "CANCEL"


def test_a_meeting_that_lost_its_day_first_is_called_off_without_a_calendar_file(event, person):
    edit(event, day=None, starts_at=None, ends_at=None, by=None, today=TODAY)
    events.cancel(event, reason="A flood", by=None)

    mail = announcements.cancellation(planned(notices.CANCELLATION))

    assert mail.invitation is None
    assert mail.subject == "Cancelled: Peer workshop: GZITTC - NPIC, new day not known yet"
    assert mail.sections[0].facts == (("Why", "A flood"),)


def test_a_change_whose_history_is_lost_says_the_new_time_only(event, person):
    event.revision = 7
    event.save()
    Message.objects.update(key=f"invitation:{event.pk}:5:1")

    [section] = announcements.change(planned(notices.CHANGE)).sections

    assert "Before" not in dict(section.facts)


@pytest.mark.parametrize(
    ("kind", "is_asked"), [(notices.REMINDER, False), (notices.INVITATION, True)]
)
def test_who_was_only_named_as_a_stand_in_cannot_let_themselves_in(event, kind, is_asked):
    sent(event, guest(event, ParticipationState.REGISTERED), kind)
    edit(event, place="Vientiane", by=None, today=TODAY)

    mail = announcements.change(planned(notices.CHANGE))

    [section] = mail.sections
    assert (bool(section.links), bool(section.ask), bool(mail.secrets)) == (is_asked,) * 3
    assert ActionLink.objects.exists() is is_asked


@pytest.mark.parametrize("kind", [notices.CHANGE, notices.CANCELLATION])
def test_what_nobody_needs_to_hear_is_not_written(event, person, kind):
    compose = {
        notices.CHANGE: announcements.change,
        notices.CANCELLATION: announcements.cancellation,
    }
    message = sent(event, guest(event), kind, state="pending", sent_at=None)

    assert compose[kind](message) is None

    event.state = EventState.HELD
    event.save()

    assert compose[kind](message) is None


def test_a_change_becomes_a_cancellation_when_the_meeting_is_cancelled_meanwhile(event, person):
    edit(event, place="Hall B", by=None, today=TODAY)
    message = planned(notices.CHANGE)
    events.cancel(event, reason="A flood", by=None)

    assert announcements.change(message) is None


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
        plan_meetings(now=NOW + HOUR)
        cancellation = Message.objects.get(kind=notices.CANCELLATION)
        taken_out = _version(announcements.cancellation(cancellation).invitation)
        pass_time(NOW + HOUR)

        watch.move_to(NOW + 2 * HOUR)
        attendance.take_part(event, ParticipationTerms(person=person, state="invited"), by=None)
        plan_meetings(now=NOW + 2 * HOUR)
        change = Message.objects.get(kind=notices.CHANGE)
        back = _version(announcements.change(change).invitation)

    assert put_in < taken_out < back


def test_the_entry_of_a_shared_mailbox_stays_while_a_colleague_comes(event, person):
    colleague = guest(event, recipient__email=person.recipient.email.upper())
    sent(event, colleague)
    event.participations.get(person=person).delete()

    mail = announcements.cancellation(planned(notices.CANCELLATION))

    assert mail.invitation is None
    assert mail.sections[0].note == ""


def test_a_meeting_that_is_cancelled_leaves_a_shared_mailbox_too(event, person):
    sent(event, guest(event, recipient__email=person.recipient.email))
    events.cancel(event, reason="A flood.", by=None)
    plan_meetings(now=NOW)

    for message in Message.objects.filter(kind=notices.CANCELLATION):
        mail = announcements.cancellation(message)
        assert mail.invitation.method == "CANCEL"
        assert mail.sections[0].note
