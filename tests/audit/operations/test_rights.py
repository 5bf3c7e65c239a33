"""The application's role: what it may do, and the ways to tamper that it has not."""

import pghistory
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from pghistory.models import Context

from audit.apps import OPEN, history_is_guarded
from audit.operations import rights
from core.db import as_owner
from tests.factories.accounts import UserFactory
from tests.factories.network import OrganizationFactory

APPLICATION, READER = settings.DATABASES["default"]["USER"], settings.DATABASE_READER
OWNER = settings.DATABASE_OWNER.get("USER", "nobody")
pytestmark = pytest.mark.skipif(
    not settings.DATABASE_OWNER, reason="one role does everything: DATABASE_OWNER_URL is not set"
)
HISTORY = "network_organizationevent"
TAMPERINGS = {
    "change history": "UPDATE network_organizationevent SET name = 'Another'",
    "remove history": "DELETE FROM network_organizationevent",
    "empty history": "TRUNCATE network_organizationevent",
    "write history": "INSERT INTO network_organizationevent DEFAULT VALUES",
    "change who did it": "UPDATE pghistory_context SET metadata = '{}'",
    "write who did it": "INSERT INTO pghistory_context SELECT * FROM pghistory_context",
    "have who did it written": "SELECT _pgh_attach_context()",
    "empty a table": "TRUNCATE network_organization CASCADE",
    "switch triggers off": "ALTER TABLE network_organization DISABLE TRIGGER ALL",
    "drop the triggers": "DROP FUNCTION _pgtrigger_should_ignore CASCADE",
    "replay as a replica": "SET session_replication_role = replica",
    "be the owner": f"SET ROLE {OWNER}",
    "be the administrator": "SET SESSION AUTHORIZATION postgres",
    "replace a function": (
        "CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid"
        " LANGUAGE sql AS 'SELECT NULL::uuid'"
    ),
    "stand before a function": "CREATE SCHEMA mine CREATE TABLE pghistory_context (id uuid)",
    "stand before a table": "CREATE TEMPORARY TABLE pghistory_context (id uuid)",
    "make a table": "CREATE TABLE mine (fact int)",
    "change a table": "ALTER TABLE network_organizationevent ADD fact int",
    "have a keeper write what one likes": (
        "CREATE TRIGGER mine AFTER INSERT ON notifications_heartbeat"
        " FOR EACH ROW EXECUTE FUNCTION _pgtrigger_should_ignore()"
    ),
    "take a step back": "DELETE FROM django_migrations",
}


@pytest.fixture
def college(db):
    with pghistory.context(user=UserFactory().pk):
        return OrganizationFactory(name="College")


@pytest.fixture
def owner(transactional_db):
    with as_owner(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(question, *facts):
    with connection.cursor() as cursor:
        cursor.execute(question, facts)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize("statement", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_the_application_cannot(statement, college):
    refusal = "permission denied|must be owner"
    with pytest.raises(ProgrammingError, match=refusal), transaction.atomic():
        ask(statement)


def test_no_setting_keeps_a_change_out_of_the_history(college):
    triggers = ask("SELECT array_agg(tgname::text) FROM pg_trigger WHERE tgname LIKE 'pgtrigger%%'")
    ask("SELECT set_config('pgtrigger.ignore', %s::text[]::text, true)", *triggers[0])
    college.name = "Another"
    college.save()

    assert [event.name for event in college.history.order_by("pgh_id")] == ["College", "Another"]


def test_who_did_it_stays_when_somebody_else_takes_the_key(college):
    told = Context.objects.get()

    settings_of_session = "SELECT set_config('pghistory.context_' || %s, %s, true)"
    ask(settings_of_session, "id", str(told.pk))
    ask(settings_of_session, "metadata", '{"user": 0}')
    college.delete()

    assert Context.objects.get(pk=told.pk).metadata == told.metadata
    assert Context.objects.exclude(pk=told.pk).get().metadata == {"user": 0}


def test_the_application_is_nobody_else(db):
    powerful = """
        SELECT FROM pg_roles WHERE rolname = %s AND
        (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
    """
    assert ask(powerful, APPLICATION) == []
    others = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
    assert ask(others, APPLICATION) == [(settings.DATABASE_EVERYTHING_ROLE,)]


def test_a_deployment_is_told_where_one_role_does_everything(transactional_db):
    assert history_is_guarded(databases=None) == history_is_guarded(databases=["default"]) == []
    with as_owner():
        assert history_is_guarded(databases=["default"]) == [OPEN]


def test_functions_of_the_owner_look_at_no_other_schema_first(db):
    loose = """
        SELECT proname FROM pg_proc WHERE prosecdef AND NOT EXISTS (
            SELECT FROM unnest(proconfig) AS said WHERE said LIKE 'search_path=%%pg_temp'
        )
    """
    # The one that takes away the names of who left writes nothing else: tests/network tries it.
    by_hand = """
        SELECT proname FROM pg_proc WHERE has_function_privilege(%s, oid, 'EXECUTE')
        AND prosecdef AND proname <> 'network_forget_history'
        AND prosrc ~ 'INSERT INTO \\S+event"|pghistory_context'
    """
    assert (ask(loose), ask(by_hand, APPLICATION)) == ([], [])


RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")


def given(role):
    """Return the tables by the rights that this role has on them."""
    having = ", ".join(f"has_table_privilege('{role}', oid, '{each}')" for each in RIGHTS)
    tables = {}
    for name, *has in ask(
        f"SELECT relname, {having} FROM pg_class"  # noqa: S608
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    ):
        words = " ".join(right for right, is_given in zip(RIGHTS, has, strict=True) if is_given)
        tables.setdefault(words, set()).add(name)
    return tables


def test_a_new_table_is_the_applications_to_write_and_nobody_elses(owner):
    ask("CREATE TABLE new (fact int)")
    ask(f"GRANT ALL ON new, {HISTORY} TO {APPLICATION}, {READER}, PUBLIC")

    rights.give()

    mine, others = given(APPLICATION), given(READER)
    assert set(mine) == {"SELECT", "SELECT INSERT UPDATE DELETE"}
    assert mine["SELECT"] >= rights.kept_tables() >= {HISTORY, "pghistory_context"}
    assert {"new", "cache_entries"} <= mine["SELECT INSERT UPDATE DELETE"]
    assert set(others) == {"", "SELECT"}
    assert "network_organization" in others["SELECT"]
    assert {"new", HISTORY, "accounts_user", "events_meetingaccess"} <= others[""]


def test_a_reader_can_be_given_nothing(owner, settings):
    settings.DATABASE_READER_APPS = []

    rights.give()

    assert set(given(READER)) == {""}


def test_the_command_works_as_the_owner_and_leaves_the_application_as_it_was(transactional_db):
    call_command("migrate", "--plan", verbosity=0)
    call_command("migrate", verbosity=0)

    assert ask("SELECT session_user") == [(APPLICATION,)]


@pytest.mark.django_db(transaction=True)
def test_where_a_role_is_missing_the_others_get_their_rights(settings):
    settings.DATABASE_READER = "tvet_nobody"

    with as_owner():
        rights.give()

    asked = "SELECT has_table_privilege(%s, 'network_organization', 'SELECT')"
    with connection.cursor() as cursor:
        cursor.execute(asked, [APPLICATION])
        assert cursor.fetchone() == (True,)
