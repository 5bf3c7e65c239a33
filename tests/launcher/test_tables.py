import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from launcher.tables import unknown_steps

pytestmark = pytest.mark.django_db


def test_a_database_made_by_this_code_has_taken_no_unknown_step():
    assert unknown_steps() == []


def test_steps_of_a_newer_version_are_found_and_those_of_dropped_apps_are_not():
    recorder = MigrationRecorder(connection)
    recorder.record_applied("accounts", "9999_of_a_newer_version")
    recorder.record_applied("an_app_of_old", "0001_initial")

    assert unknown_steps() == ["accounts.9999_of_a_newer_version"]
