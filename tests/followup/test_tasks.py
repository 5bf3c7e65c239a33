"""The planners of partnerships as tasks."""

from datetime import timedelta

import pytest

from followup import tasks
from notifications.models import Message
from notifications.queries import clock
from tests.factories import roles
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.partnerships import ActionFactory, AgreementFactory, PairingFactory

DAY = timedelta(days=1)


def something_due(today):
    """Make one reason for each planner, all for one person and one of the staff."""
    person = FocalPointFactory()
    side = person.organization
    PairingFactory(parties=[side], last_met_on=today - 400 * DAY)
    ActionFactory(person=person.person, due_on=today - 8 * DAY)
    ActionFactory(due_on=today - 22 * DAY)
    AgreementFactory(signed=True, parties=[side], ends_on=today + 29 * DAY)


@pytest.mark.parametrize(
    ("task", "kind", "count"),
    [
        (tasks.plan_update_requests, "partnerships.update_request", 1),
        (tasks.plan_escalations, "partnerships.escalation", 2),
        (tasks.plan_silent_pairings, "partnerships.silent_pairing", 1),
        (tasks.plan_agreement_notices, "partnerships.agreement_ending", 2),
    ],
)
def test_each_plans_its_own_once_a_period(db, task, kind, count):
    PersonFactory(user=roles.staff())
    something_due(clock.now().date())

    task()
    planned = list(Message.objects.values_list("kind", flat=True))
    something_due(clock.now().date())
    task()

    assert planned == [kind] * count
    assert Message.objects.count() == count
