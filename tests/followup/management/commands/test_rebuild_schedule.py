"""Filling the schedule of reminders again."""

from io import StringIO

from django.core.management import call_command

from followup.models import ReminderSchedule
from tests.factories.partnerships import ActionFactory
from tests.followup.planning import is_scheduled


def test_it_puts_back_what_is_missing_and_says_how_much_there_is(db):
    action = ActionFactory()
    ReminderSchedule.objects.all().delete()
    out = StringIO()

    call_command("rebuild_schedule", stdout=out)

    assert is_scheduled(action)
    assert out.getvalue().splitlines() == [
        "events.event: 0",
        "partnerships.action: 1",
        "partnerships.commitment: 0",
        "partnerships.progressupdate: 0",
        "partnerships.comment: 0",
        "partnerships.pairing: 1",
        "partnerships.agreement: 0",
        "network.organization: 0",
        "documents.subscription: 0",
    ]
