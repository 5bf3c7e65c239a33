import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from audit.management.commands.migrate import unknown_steps
from core.db import as_owner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def taken():
    """Write down steps that are in no code, and forget them again."""
    steps = [("accounts", "9999_of_a_newer_version"), ("an_app_of_old", "0001_initial")]
    recorder = MigrationRecorder(connection)
    with as_owner():
        for step in steps:
            recorder.record_applied(*step)
    yield
    with as_owner():
        for step in steps:
            recorder.record_unapplied(*step)


def test_a_database_made_by_this_code_has_taken_no_unknown_step():
    assert unknown_steps() == []


@pytest.mark.usefixtures("taken")
def test_steps_of_a_newer_version_are_refused_and_those_of_dropped_apps_are_not():
    assert unknown_steps() == ["accounts.9999_of_a_newer_version"]
    with pytest.raises(CommandError, match=r"made by a newer version (.|\n)*--data DIR"):
        call_command("migrate", verbosity=0)
