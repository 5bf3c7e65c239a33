"""The roles of the embedded database: who owns the tables, who works with them, who only reads.

Which rights they have on the tables is said by the product, whenever it brings these up to date.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
from psycopg2.sql import SQL, Identifier, Literal

from launcher import ports

ADMINISTRATOR = "postgres"
OWNER, APPLICATION, READER = "tvet_owner", "tvet_app", "tvet_reader"
# Nobody signs in as this one. The application takes it on where it reads for nobody in particular.
EVERYTHING = "tvet_everything"
_MADE = "SELECT 1 FROM pg_roles WHERE rolname = %s"
_MAY = "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {} PASSWORD {}"
# To throw a database away under those who use it, and to fill a disk.
_FOR_TESTS = SQL("GRANT pg_signal_backend, pg_execute_server_program, pg_checkpoint TO {}")
# To see who of the application waits for whom, and to end one of them.
_TO_LOOK_ON = SQL("GRANT pg_signal_backend, pg_read_all_stats TO {}")
# Versions before had one role for everything. What came with an extension stays as it is.
_OLD_DATABASES = """
SELECT format('ALTER DATABASE %%I OWNER TO %%I', datname, %(owner)s) FROM pg_database
WHERE datdba = %(administrator)s::regrole AND NOT datistemplate AND datname <> %(administrator)s
"""
_OLD_TABLES_AND_FUNCTIONS = """
WITH mine AS (
    SELECT 'pg_class'::regclass AS kind, oid, format('TABLE %%s', oid::regclass) AS named
    FROM pg_class WHERE relowner = %(administrator)s::regrole AND relkind IN ('r', 'p', 'v', 'm')
    AND relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, format('ROUTINE %%s', oid::regprocedure)
    FROM pg_proc WHERE proowner = %(administrator)s::regrole
    AND pronamespace = 'public'::regnamespace
)
SELECT format('ALTER %%s OWNER TO %%I', named, %(owner)s) FROM mine WHERE NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = kind AND objid = mine.oid AND deptype = 'e'
)
"""


def password(secret: str, role: str) -> str:
    """The password of a role, made from the administrator's; it does not tell that one."""
    return hashlib.sha256(f"{role} {secret}".encode()).hexdigest()


def url(port: int, secret: str, role: str, database: str) -> str:
    return f"postgres://{role}:{password(secret, role)}@{ports.HERE}:{port}/{database}"


def see_to(port: int, secret: str, database: str, *, makes_databases: bool) -> None:
    """Make the roles and the database; whatever was the administrator's becomes the owner's.

    An owner who `makes_databases` is for tests: they make one for each process, and faults.
    """
    names = {"owner": OWNER, "administrator": ADMINISTRATOR}
    with _administrator(port, secret, ADMINISTRATOR) as cursor:
        for role in (OWNER, APPLICATION, READER):
            _make(cursor, role, secret, makes_databases=makes_databases and role == OWNER)
        _make_everything(cursor)
        if makes_databases:
            cursor.execute(_FOR_TESTS.format(Identifier(OWNER)))
            cursor.execute(_TO_LOOK_ON.format(Identifier(EVERYTHING)))
        _do_each(cursor, _OLD_DATABASES, names)
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        if not cursor.fetchone():
            made = SQL("CREATE DATABASE {} OWNER {}")
            cursor.execute(made.format(Identifier(database), Identifier(OWNER)))
    with _administrator(port, secret, database) as cursor:
        _do_each(cursor, _OLD_TABLES_AND_FUNCTIONS, names)


@contextmanager
def _administrator(port: int, secret: str, database: str) -> Iterator[Any]:
    known = {"host": ports.HERE, "port": port, "user": ADMINISTRATOR, "password": secret}
    with closing(psycopg2.connect(dbname=database, connect_timeout=10, **known)) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            yield cursor


def _make(cursor: Any, role: str, secret: str, *, makes_databases: bool) -> None:
    cursor.execute(_MADE, [role])
    if not cursor.fetchone():
        cursor.execute(SQL("CREATE ROLE {}").format(Identifier(role)))
    may = SQL("CREATEDB" if makes_databases else "NOCREATEDB")
    cursor.execute(SQL(_MAY).format(Identifier(role), may, Literal(password(secret, role))))


def _make_everything(cursor: Any) -> None:
    """Make the role that no policy keeps rows from; figures are made of all rows too."""
    cursor.execute(_MADE, [EVERYTHING])
    if not cursor.fetchone():
        cursor.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(EVERYTHING)))
    for role in (EVERYTHING, READER):
        cursor.execute(SQL("ALTER ROLE {} BYPASSRLS").format(Identifier(role)))
    grant = SQL("GRANT {} TO {}")
    cursor.execute(grant.format(Identifier(EVERYTHING), Identifier(APPLICATION)))


def _do_each(cursor: Any, question: str, names: dict[str, str]) -> None:
    """Do what the answers say: each is a statement."""
    cursor.execute(question, names)
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)
