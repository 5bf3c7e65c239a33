"""The wall in the database: built from the rules, and built anew when they say something else."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction

from network.queries import wall

_MARK = "SELECT obj_description(to_regnamespace('wall'), 'pg_namespace')"
_MAY_SEE_ALL = """
SELECT FROM pg_roles AS application, pg_roles AS everything WHERE application.rolname = %s
AND everything.rolname = %s AND everything.rolbypassrls
AND pg_has_role(application.oid, everything.oid, 'MEMBER')
"""
_SHUT = """
SELECT format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', oid::regclass) FROM pg_class
WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
"""
_POLICIES = """
SELECT format('DROP POLICY wall ON %I', tablename) FROM pg_policies
WHERE policyname = 'wall' AND schemaname = 'public'
"""


@transaction.atomic
def build() -> None:
    """Build the wall, unless it stands as the rules have it now.

    Without a role that sees every row nothing could be done: then there is none.
    """
    if not _tables_are_there():
        return
    wanted = list(wall.statements()) if _somebody_sees_everything() else []
    mark = sha256("\n".join(wanted).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        if cursor.fetchone() == (mark,):
            return
        tear_down()
        for statement in [*_told(_SHUT), *wanted]:
            cursor.execute(statement)
        if wanted:
            cursor.execute(f"COMMENT ON SCHEMA wall IS '{mark}'")


def tear_down() -> None:
    """Take the policies away, which would hold up a change of the tables.

    The tables stay shut: until the wall stands again nobody reads them but who may read all.
    """
    statements = [*_told(_POLICIES), "DROP SCHEMA IF EXISTS wall CASCADE"]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _told(question: str) -> list[str]:
    """Return the statements that the database makes up as an answer."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [statement for (statement,) in cursor.fetchall()]


def _tables_are_there() -> bool:
    """Say whether nobody has gone back to tables of an earlier version."""
    there = set(connection.introspection.table_names())
    return there.issuperset(one.table for one in wall.walled())


def _somebody_sees_everything() -> bool:
    """Say whether there is such a role, and the application may take it on."""
    application = settings.DATABASES["default"].get("USER") or connection.settings_dict["USER"]
    with connection.cursor() as cursor:
        cursor.execute(_MAY_SEE_ALL, [application, settings.DATABASE_EVERYTHING_ROLE])
        return bool(cursor.rowcount)
