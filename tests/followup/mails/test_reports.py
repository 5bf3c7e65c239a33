"""What is said to whoever writes down what came of a meeting."""

import pytest

from events.enums import EventState
from followup.mails.reports import report_due
from notifications.mails import Link, Mail, Section
from notifications.models import Message
from tests.factories.network import PersonFactory
from tests.factories.roles import staff
from tests.followup.meetings import START, meeting
from tests.followup.planning import plan_meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return meeting(logged_by=PersonFactory(name="Ana Lim", user=staff()).user)


@pytest.fixture
def message(event):
    plan_meetings(now=START)
    return Message.objects.get()


def test_it_says_which_meeting_and_leads_to_its_page(event, message):
    assert report_due(message) == Mail(
        subject="Report due: Peer workshop: GZITTC - NPIC, 10 Dec 2026, 14:00 Bangkok (GMT+7)",
        sections=(
            Section(
                lede=("The day of this meeting is over. Nobody has written a report yet:"),
                title="Peer workshop: GZITTC - NPIC",
                facts=(
                    ("When", "Thu 10 Dec 2026, 14:00\N{EN DASH}17:00 Bangkok (GMT+7)"),
                    ("How", "Online"),
                    ("Where", "Zoom"),
                ),
                ask="Did the meeting take place? What did they decide? Please write it down:",
                links=(
                    Link(
                        "Open the workshop page",
                        f"https://network.example{event.get_absolute_url()}",
                    ),
                ),
            ),
        ),
        to_name="Ana Lim",
        reason="You get this mail because you follow up this meeting for the ILO.",
        reply_to=message.recipient.email,
        thread=f"event:{event.pk}",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"state": EventState.HELD},
        {"state": EventState.CANCELLED, "reason": "Flood"},
        {"revision": 2},
    ],
    ids=["held", "cancelled", "moved"],
)
def test_what_is_done_or_called_off_is_not_asked_for(event, message, change):
    for name, value in change.items():
        setattr(event, name, value)
    event.save()

    assert report_due(message) is None


def test_who_does_not_work_for_the_ilo_any_more_is_not_asked(event, message):
    event.logged_by.is_active = False
    event.logged_by.save()

    assert report_due(message) is None
