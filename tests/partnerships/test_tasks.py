"""The planner of partnerships as a task."""

from notifications.models import Message
from notifications.queries import clock
from partnerships import tasks
from tests.factories.network import PersonFactory
from tests.factories.partnerships import ActionFactory


def test_requests_are_planned_once_a_period(db):
    today = clock.now().date()
    ActionFactory(person=PersonFactory(), due_on=today)

    tasks.plan_update_requests()
    first = Message.objects.count()
    ActionFactory(person=PersonFactory(), due_on=today)
    tasks.plan_update_requests()

    assert (first, Message.objects.count()) == (1, 1)
