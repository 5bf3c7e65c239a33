import pytest
from django.db import connection, models, transaction
from django.db.migrations.operations import CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from core.db import as_owner
from core.tables import AtOnce, are_of_this_version, install

TRIGGER = """
CREATE FUNCTION declared_c() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER declared AFTER INSERT ON core_submission EXECUTE FUNCTION declared_c();
"""
FUNCTION = "CREATE FUNCTION declared_{}() RETURNS int LANGUAGE sql AS $$SELECT {}$$;"


@pytest.fixture
def _owner(transactional_db):
    with as_owner(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def declared():
    """Return what is installed: the key and the text of each function."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, oid, prosrc FROM pg_proc WHERE proname ~ '^declared_'")
        return {name: (key, text) for name, key, text in cursor.fetchall()}


def test_tables_may_stand_in_any_order_and_are_looked_at_once_when_all_are_there():
    key = ("id", models.BigAutoField(primary_key=True))
    part = ("whole", models.ForeignKey("core.Whole", on_delete=models.CASCADE))
    step = AtOnce([CreateModel("Part", [key, part]), CreateModel("Whole", [key])])
    state = ProjectState()
    assert not list(state.apps.get_models())

    step.state_forwards("core", state)

    assert {model.__name__ for model in state.apps.get_models()} == {"Part", "Whole"}
    assert step.describe() == "Make 2 tables and triggers"
    assert step.deconstruct() == ("AtOnce", [], {"operations": step.operations})


@pytest.mark.usefixtures("_owner")
def test_what_is_declared_is_installed_when_it_changed_and_what_is_not_any_more_goes():
    first, second = FUNCTION.format("a", 1), FUNCTION.format("b", 2)
    install("declared_", first, on=["core_submission", "no_such_table"])
    assert declared() == {}

    install("declared_", first + second, on=["core_submission"])
    before = declared()
    install("declared_", first + second, on=["core_submission"])
    assert declared() == before
    assert before.keys() == {"declared_a", "declared_b"}

    install("declared_", FUNCTION.format("a", 3), on=["core_submission"])
    assert [text for _key, text in declared().values()] == ["SELECT 3"]


@pytest.mark.usefixtures("_owner")
@pytest.mark.parametrize("lost", ["FUNCTION declared_a()", "TRIGGER declared ON core_submission"])
def test_what_was_lost_of_it_comes_again(lost):
    sql = FUNCTION.format("a", 1) + FUNCTION.format("b", 2) + TRIGGER
    install("declared_", sql, on=["core_submission"])
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {lost}")

    assert install("declared_", sql, on=["core_submission"])

    assert declared().keys() == {"declared_a", "declared_b", "declared_c"}
    assert not install("declared_", sql, on=["core_submission"])


@pytest.mark.usefixtures("_owner")
def test_tables_are_of_this_version_when_every_migration_was_done():
    assert are_of_this_version()

    MigrationRecorder(connection).record_unapplied("core", "0002_search_grams")
    assert not are_of_this_version()
