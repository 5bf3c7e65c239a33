"""The planners of events as tasks."""

from datetime import timedelta

from events import tasks
from events.models import ReminderLook
from events.operations import attendance
from events.terms.attendance import ParticipationTerms
from notifications.models import Message
from notifications.queries import clock
from tests.factories.events import EventFactory, ParticipationFactory
from tests.factories.network import PersonFactory


def test_reminders_are_planned_once_a_period(db):
    soon = clock.now() + timedelta(days=3)
    event = EventFactory(confirmed=True, day=soon.date(), starts_at=soon)
    ParticipationFactory(event=event, person=PersonFactory())

    tasks.plan_meeting_reminders()
    first = Message.objects.count()
    attendance.take_part(event, ParticipationTerms(person=PersonFactory()), by=None)
    tasks.plan_meeting_reminders()

    assert (first, Message.objects.count()) == (3, 3)


def test_a_meeting_that_the_planner_does_not_know_is_found_once_a_period(db):
    soon = clock.now() + timedelta(days=3)
    event = EventFactory(confirmed=True, day=soon.date(), look=False)

    tasks.look_at_unknown_meetings()
    known = list(ReminderLook.objects.values_list("event", flat=True))
    ReminderLook.objects.all().delete()
    tasks.look_at_unknown_meetings()

    assert (known, ReminderLook.objects.count()) == ([event.pk], 0)
