import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from audit.management.commands.migrate import refusal
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


@pytest.fixture
def older():
    """Have taken the steps of before the migrations began anew, for as long as the test is."""
    with as_owner(), transaction.atomic():
        recorder = MigrationRecorder(connection)
        for migration in MigrationExecutor(connection).loader.disk_migrations.values():
            if migration.replaces:
                recorder.record_unapplied(migration.app_label, migration.name)
            for step in migration.replaces:
                recorder.record_applied(*step)
        yield recorder
        transaction.set_rollback(True)


def test_a_database_made_by_this_code_is_not_refused():
    assert refusal() == ""


@pytest.mark.usefixtures("taken")
def test_steps_of_a_newer_version_are_refused_and_those_of_dropped_apps_are_not():
    with pytest.raises(CommandError, match=r"a newer version (.|\n)*--data DIR") as told:
        call_command("migrate", verbosity=0)
    assert "(accounts.9999_of_a_newer_version)" in str(told.value)


def test_a_database_that_took_all_the_steps_of_before_is_taken_over_without_a_change(older):
    executor = MigrationExecutor(connection)
    assert refusal() == ""
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []

    executor.migrate(executor.loader.graph.leaf_nodes())

    taken = older.applied_migrations()
    assert taken.keys() >= set(executor.loader.disk_migrations)


def test_a_database_that_stopped_on_the_way_is_sent_to_the_version_before(older):
    older.record_unapplied("network", "0014_roles_in_time")

    assert "(network.0014_roles_in_time are missing)" in refusal()
