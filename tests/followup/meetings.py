"""A meeting to come and what people were told of it, for the tests of its mails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from events.enums import ParticipationState
from events.models import Event
from events.operations import events
from events.terms.events import EventTerms
from followup.queries import notices
from notifications.enums import MessageState
from notifications.models import Message
from notifications.operations import messages
from notifications.operations.batches import send_batch
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import PersonFactory
from tests.factories.notifications import MessageFactory
from tests.followup.planning import make_due, plan_meetings

# A Thursday afternoon in Bangkok, and a Wednesday morning two weeks earlier: nobody wants quiet.
START = datetime(2026, 12, 10, 7, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = NOW.date()
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MOVED = START + 5 * DAY
TITLE = "Peer workshop: GZITTC - NPIC"
OLD_TIME, NEW_TIME = (f"{TITLE}, {day} Dec 2026, 14:00 Bangkok (GMT+7)" for day in ("10", "15"))


def meeting(**facts):
    """Return a confirmed meeting of two weeks ahead."""
    usual = {
        "confirmed": True,
        "title": TITLE,
        "day": START.date(),
        "starts_at": START,
        "ends_at": START + 3 * HOUR,
        "platform": "Zoom",
    }
    return EventFactory(**usual | facts)


def move(event, to=MOVED, **facts):
    """Write down another start."""
    facts = {"day": to.date(), "starts_at": to, "ends_at": to + 3 * HOUR} | facts
    return edit(event, today=TODAY, **facts)


def edit(event, *, by=None, today=TODAY, pairings=None, **changed):
    """Change a part of what is known of a meeting; the rest stays as it is kept."""
    terms = replace(EventTerms.of(Event.objects.get(pk=event.pk)), **changed)
    return events.edit(event, terms, pairings=pairings, by=by, today=today)


def guest(event, state=ParticipationState.INVITED, **person):
    """Return a person who stands on the list."""
    return ParticipationFactory(event=event, person=PersonFactory(**person), state=state).person


def unlink(participation):
    """Take the person of the directory away from a name on the list."""
    participation.person = None
    participation.save()
    return participation


def invite(event, person, *, now=NOW):
    """Plan an invitation to the meeting as it stands."""
    return messages.enqueue(
        messages.OutgoingMessage(
            key=notices.invitation_key(event, person.recipient),
            kind=notices.INVITATION,
            recipient=person.recipient,
            about=event,
            reason="events.on_the_list",
            due_at=now,
        ),
        now=now,
    )


def sent(event, person, kind=notices.INVITATION, *, at=NOW - DAY, **facts):
    """Return a mail of this version of the meeting that the person has got."""
    noun = kind.partition(".")[2]
    count = Message.objects.count()
    key = f"{noun}:{event.pk}:{event.revision}:{count}"
    facts = {"state": MessageState.SENT, "sent_at": at, "key": key} | facts
    return MessageFactory(
        kind=kind,
        recipient=person.recipient,
        about=event,
        **facts,
    )


def pass_time(*moments):
    """Let the planner and the senders do what they do at each of these moments."""
    for now in moments:
        plan_meetings(now=now)
        while send_batch(clock=lambda: now):  # noqa: B023 — it is called before the next moment
            pass


def got(mailoutbox, person=None):
    """Return the subjects of the mails that went out, to one person or to all."""
    return [
        mail.subject
        for mail in mailoutbox
        if person is None or person.recipient.email in mail.to[0]
    ]


def waiting(kind=None):
    """Return the keys of what is planned and not sent."""
    found = Message.objects.unsent().order_by("due_at", "key")
    found = found.filter(kind=kind) if kind else found
    return list(found.values_list("key", flat=True))


def planned():
    """Return the reminders as they stand: due and of no use from when, counted from the start."""
    rows = Message.objects.filter(kind=notices.REMINDER).order_by("due_at")
    rows = rows.values_list("due_at", "not_after", "state")
    return [(due - START, useless - START, state) for due, useless, state in rows]


def plan_again(event, now):
    """Let the planner look at the meeting whether its turn has come or not."""
    make_due(event)
    return plan_meetings(now=now)
