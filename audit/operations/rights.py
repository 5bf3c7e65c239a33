"""Who may do what with the tables: said anew, as their owner, whenever the tables changed.

Closed by default: a table that a migration makes is nobody's but its owner's until this has run.
docs/decisions says why the rights are not a migration.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from pghistory.models import Context, Event
from psycopg2.sql import SQL, Composed, Identifier

# What the tables say of themselves is told to the application, and no act changes it.
_GIVEN = frozenset({"django_migrations", "django_content_type", "auth_permission"})
# The chain of the history (decision 0046) and the functions that write it; one may be called.
_SEALS = frozenset({"audit_historyseal", "audit_historymark"})
_SEALING = (
    "history_seal()",
    "history_seal_changed()",
    "history_seal_again(text, bigint[], text)",
    "history_seal_rows(text, bigint, bigint, bigint[], text)",
)
_AGAIN = """
CREATE OR REPLACE TRIGGER history_seal_changed AFTER UPDATE ON {} REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION public.history_seal_changed()
"""
_READ, _WRITE = "SELECT", "SELECT, INSERT, UPDATE, DELETE"
_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
AND relowner = current_user::regrole ORDER BY relname
"""
_KEEPERS = """
SELECT DISTINCT tgfoid::regprocedure::text
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgname LIKE 'pgtrigger\\_%%' AND NOT tgisinternal AND proowner = current_user::regrole
AND prosrc ~ ANY (%s)
"""
# Who did it is a row that never changes: its key is made from all it says. pghistory's own
# function changed the row of a request when the request learned more, and so could anybody.
# This one is called by triggers that are the owner's, with their search_path, and by nobody else.
_ATTACH = """
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
    act text := nullif(current_setting('pghistory.context_id', true), '');
    told text := nullif(current_setting('pghistory.context_metadata', true), '');
    made uuid := md5(act || ' ' || told)::uuid;
BEGIN
    IF made IS NOT NULL THEN
        INSERT INTO public.pghistory_context (id, metadata, created_at, updated_at)
        VALUES (made, told::jsonb, now(), now()) ON CONFLICT (id) DO NOTHING;
    END IF;
    RETURN made;
END $$
"""
# No setting of a session keeps a change out of the history. Only that old rows stay as they are
# can be lifted, by functions of the owner: nobody else has the right to change such a row.
_IGNORE = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT starts_with(trigger_name::text, 'pgtrigger_append_only_') AND trigger_name::text
    = ANY (coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{}')::text[])
$$
"""
_OWN_FUNCTION = """
ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
"""


@transaction.atomic
def give() -> None:
    """Let the application and the reader do what they need on the tables of the current role."""
    with connection.cursor() as cursor:
        _shut_to_the_public(cursor)
        _guard_history(cursor)
        tables = _names(cursor, _TABLES)
        kept = kept_tables()
        of_the_application = {
            _READ: [name for name in tables if name in kept | _GIVEN],
            _WRITE: [name for name in tables if name not in kept | _GIVEN],
        }
        wanted = {
            settings.DATABASES["default"]["USER"]: of_the_application,
            settings.DATABASE_EVERYTHING_ROLE: of_the_application,
            settings.DATABASE_READER: {_READ: [name for name in tables if name in _figures()]},
        }
        for role, rights in wanted.items():
            if _is_another(cursor, role):
                _give_to(cursor, role, tables, rights)


def kept_tables() -> set[str]:
    """Return the tables that only triggers write: what was, and who changed it."""
    models = [model for model in apps.get_models() if issubclass(model, (Context, Event))]
    return {model._meta.db_table for model in models if model._meta.managed} | _SEALS


def _figures() -> set[str]:
    """Return the tables of which figures are made."""
    models = [
        model
        for model in apps.get_models()
        # A proxy is rows of another app.
        if model._meta.app_label in settings.DATABASE_READER_APPS
        and not model._meta.proxy
        and model._meta.label not in settings.DATABASE_READER_WITHOUT
    ]
    return {model._meta.db_table for model in models} - kept_tables()


def _shut_to_the_public(cursor: Any) -> None:
    """Nobody makes tables of their own, not even for a moment: a trigger could be put on them."""
    cursor.execute("SELECT current_database()")
    [name] = cursor.fetchone()
    revoke = SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC")
    cursor.execute(revoke.format(Identifier(name)))
    cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")


def _guard_history(cursor: Any) -> None:
    """Let the triggers write as the owner, whoever changes a row, and let nobody call them."""
    cursor.execute(_ATTACH)
    cursor.execute(_IGNORE)
    written = [f'INSERT INTO "{name}" ' for name in sorted(kept_tables())]
    keepers = _names(cursor, _KEEPERS, [written])
    for function in keepers:
        cursor.execute(_OWN_FUNCTION.format(function=function))
    for model in apps.get_models():
        if issubclass(model, Event) and model._meta.managed:
            cursor.execute(SQL(_AGAIN).format(Identifier(model._meta.db_table)))
    for function in ["_pgh_attach_context()", *_SEALING, *keepers]:
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")


def _is_another(cursor: Any, role: str) -> bool:
    """Say whether there is such a role, and it is not the one that owns the tables."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
    return cursor.fetchone() is not None


def _give_to(cursor: Any, role: str, tables: list[str], rights: dict[str, list[str]]) -> None:
    who = Identifier(role)
    cursor.execute(SQL("GRANT USAGE ON SCHEMA public TO {}").format(who))
    if _WRITE in rights:
        cursor.execute(SQL("GRANT EXECUTE ON FUNCTION history_seal() TO {}").format(who))
    cursor.execute(SQL("REVOKE ALL ON {} FROM PUBLIC, {}").format(_listed(tables), who))
    for right, names in rights.items():
        if names:
            grant = SQL("GRANT {} ON {} TO {}")
            cursor.execute(grant.format(SQL(right), _listed(names), who))


def _listed(names: Iterable[str]) -> Composed:
    return SQL(", ").join(map(Identifier, names))


def _names(cursor: Any, question: str, values: Collection[Any] | None = None) -> list[str]:
    cursor.execute(question, values)
    return [name for (name,) in cursor.fetchall()]
