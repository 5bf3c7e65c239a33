"""What it costs to plan meetings: the same statements for one as for a batch."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import ParticipationState
from events.models import Event
from followup.planners.meetings import MEETINGS
from followup.queries import meeting_reminders, notices
from tests.factories import roles
from tests.factories.events import MeetingAccessFactory, OrganizerFactory
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.partnerships import PairingFocalPointFactory
from tests.followup.meetings import DAY, HOUR, NOW, guest, meeting, move, sent

pytestmark = pytest.mark.django_db


def everything_to_tell(number):
    """Make a meeting that was moved after people were invited, and whose report is in sight."""
    start = NOW + 8 * DAY + number * HOUR
    event = meeting(day=start.date(), starts_at=start, ends_at=None, logged_by=roles.official())
    PersonFactory(user=event.logged_by)
    MeetingAccessFactory(event=event)
    FocalPointFactory(organization=OrganizerFactory(event=event).organization)
    event.pairings.create(pairing=PairingFocalPointFactory().pairing)
    sent(event, guest(event, ParticipationState.APPROVED))
    sent(event, guest(event), state="cancelled", sent_at=None)
    move(event, to=start + DAY, ends_at=None)


def planned():
    """Plan every meeting; return the kinds of what is wanted and how many statements it took."""
    keys = list(Event.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        cases = MEETINGS.load(keys, now=NOW)
        plans = [MEETINGS.plan(case, now=NOW) for case in cases.values()]
    return {each.kind for plan in plans for each in plan.wanted}, len(asked)


def test_twenty_meetings_ask_no_more_than_one():
    PersonFactory(user=roles.staff())
    everything_to_tell(0)
    # What is kept for the life of a process, such as the kinds of records, is asked before.
    planned()

    kinds, statements = planned()
    for number in range(1, 20):
        everything_to_tell(number)

    assert planned() == (kinds, statements)
    assert kinds == {*notices.KINDS[:4], meeting_reminders.REPORT_DUE}
    assert statements <= 16
