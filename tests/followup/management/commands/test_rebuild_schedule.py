"""Filling the schedule of reminders again."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from core import tables
from core.db import as_owner
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


@pytest.mark.parametrize("is_whole", [True, False])
def test_new_triggers_find_what_was_there_before_them(transactional_db, monkeypatch, is_whole):
    """Tables of another version may lack what a planner asks for."""
    monkeypatch.setattr(tables, "are_of_this_version", lambda: is_whole)
    action = ActionFactory()
    ReminderSchedule.objects.all().delete()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION followup_check_near IS 'of an earlier version'")
    call_command("migrate", verbosity=0)

    assert is_scheduled(action) == is_whole
