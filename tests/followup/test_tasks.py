"""The one task that plans."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from core.db import as_owner
from followup import tasks
from followup.declarations import DECLARED
from followup.operations.planning import AGAIN_EACH
from notifications.models import Heartbeat, Message
from notifications.queries import clock
from tests.factories import roles
from tests.factories.network import FocalPointFactory, PersonFactory
from tests.factories.notifications import MessageFactory
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


PLANNED = {
    "partnerships.update_request": 1,
    "partnerships.escalation": 2,
    "partnerships.silent_pairing": 1,
    "partnerships.agreement_ending": 2,
}


def test_everything_is_planned_once_a_period(db):
    PersonFactory(user=roles.staff())
    something_due(clock.now().date())

    tasks.plan_reminders()
    planned = Counter(Message.objects.values_list("kind", flat=True))
    something_due(clock.now().date())
    tasks.plan_reminders()

    assert planned == PLANNED
    assert Message.objects.count() == sum(PLANNED.values())


@pytest.mark.parametrize("declared", DECLARED, ids=lambda each: each.name)
def test_each_planner_has_a_period_of_its_own(db, declared):
    PersonFactory(user=roles.staff())
    tasks.plan_reminders()
    something_due(clock.now().date())
    Heartbeat.objects.filter(name=declared.name).update(beat_at=F("beat_at") - declared.every)

    tasks.plan_reminders()

    planned = set(Message.objects.values_list("about_type__model", flat=True))
    assert planned <= {declared.planner.model._meta.model_name}


def test_whom_messages_concern_is_asked_again_from_time_to_time(transactional_db):
    tasks.plan_reminders()
    message = MessageFactory(about=PairingFactory())
    message.refresh_from_db()
    told = message.concerns
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notifications_message DISABLE TRIGGER USER")
        Message.objects.update(concerns=[])
        cursor.execute("ALTER TABLE notifications_message ENABLE TRIGGER USER")

    tasks.plan_reminders()
    message.refresh_from_db()
    assert message.concerns == []

    Heartbeat.objects.filter(name=tasks.ASK_AGAIN).update(beat_at=F("beat_at") - AGAIN_EACH)
    tasks.plan_reminders()
    message.refresh_from_db()
    assert message.concerns == told != []
