"""The tests' databases: each process has one, a copy of one template whose tables were made once.

The template has its name from what it was made from, so runs of two versions do not take it from
each other; a comment says that it is whole. Each run makes copies anew, in a fraction of a second.

The tests work as the application does, whose role may change no table and no history. What makes
databases and empties tables is their owner (DATABASE_OWNER_URL), or the one role there is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg2
from django.conf import settings
from django.db import connection, connections
from psycopg2.sql import SQL, Identifier

from launcher import stamps
from launcher.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model

_TEMPLATES = "test_tvet_template_"
# How many stay: other checkouts, of other versions, test beside this one.
_KEPT = 12
# Their rows are made together with the tables.
_MADE_ONCE = {"django_content_type", "auth_permission", "django_migrations"}
# Any number will do: those who make and copy take turns by it.
_TURN = 7_340_811


def template() -> str:
    """Return the name of the template that is made from what the code says now."""
    # The wall is made of the rules of the models; triggers and functions of what is declared.
    said = ["models.py", "models/*.py", "*/wall.py", "*/rights.py", "*/histories.py", "*/kept.py"]
    said += ["tables.py", "triggers.*", "kept.py", "personal.py"]
    said += ["*/concerns.py", "*/known_people.py", "*/first_days.py"]
    found = [path for each in ("migrations/*.py", *said) for path in ROOT.glob(f"*/{each}")]
    made_from = [ROOT / "requirements.txt", *found]
    walled = "_walled" if settings.DATABASE_EVERYTHING_ROLE else ""
    return _TEMPLATES + stamps.fingerprint(made_from)[:16] + walled


def see_to_template(*, anew: bool = False) -> None:
    """Make the template, unless it is there and whole."""
    name = template()
    with _server() as server:
        if anew or not _is_whole(server, name):
            _make_template(server, name)
            _drop_old(server)


def copy(name: str, *, of: str | None = None) -> None:
    """Make the database ``name``, or make it anew; a run that was killed may have left one."""
    connections.close_all()
    with _server() as server:
        _drop(server, name)
        command = SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(command.format(Identifier(name), Identifier(of or template())))
        # A copy has the rights on tables, and not those on the database.
        shut = SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC")
        server.execute(shut.format(Identifier(name)))


def enter(name: str) -> None:
    """Let Django work on the database ``name`` from now on."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def inside(name: str) -> Iterator[None]:
    """Let Django work on the database ``name`` meanwhile."""
    ours = connection.settings_dict["NAME"]
    enter(name)
    try:
        yield
    finally:
        enter(ours)


@contextmanager
def busy_elsewhere() -> Iterator[None]:
    """Let somebody work on another database of the server meanwhile.

    A row that is gone lies there as long as they do: what a test counts must not hang on that.
    """
    with closing(_as_owner("postgres")) as session, session.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        yield


def empty() -> None:
    """Take out every row that tests made, quicker than Django's flush: no table is made anew."""
    with (
        closing(_as_owner(connection.settings_dict["NAME"])) as session,
        session.cursor() as cursor,
    ):
        tables = _in_use(cursor)
        # Some rows must never go, and of others the history tells; not here.
        for step in ("ALTER TABLE {} DISABLE TRIGGER USER", "DELETE FROM {}"):
            for table in tables:
                cursor.execute(step.format(table))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        session.commit()


def analyze() -> None:
    """Let the database count its rows, as it does by itself some time after many came or went."""
    _do("ANALYZE")


def write_anew(*models: type[Model]) -> None:
    """Let the tables of ``models`` lie as if nothing had ever been in them but their rows.

    What tests before left behind is looked at else: rows that are gone, and indexes that grew.
    """
    _do(f"VACUUM (FULL, ANALYZE) {', '.join(model._meta.db_table for model in models)}")


def _do(statement: str) -> None:
    with closing(_as_owner(connection.settings_dict["NAME"])) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute(statement)


def _in_use(cursor: Any) -> list[str]:
    """Return the tables that hold rows, or did."""
    cursor.execute(
        "SELECT quote_ident(relname) FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND relname <> ALL(%s) AND pg_relation_size(oid) > 0",
        [list(_MADE_ONCE)],
    )
    return [name for (name,) in cursor.fetchall()]


def url(name: str = "") -> str:
    """Return where a database of the tests' server is, for another process; by default our own."""
    return _url(connection.settings_dict, name)


def owner_url(name: str = "") -> str:
    """Return the same for the owner of the tables; nothing where one role does everything."""
    return _url(settings.DATABASE_OWNER, name) if settings.DATABASE_OWNER else ""


def _url(known: Mapping[str, Any], name: str) -> str:
    login = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}"
    database = name or connection.settings_dict["NAME"]
    return f"postgres://{login}@{known['HOST']}:{known['PORT']}/{database}"


@contextmanager
def _server() -> Iterator[Any]:
    """Speak with the server, after those who came first."""
    with closing(_as_owner("postgres")) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
            yield cursor


def _as_owner(name: str) -> Any:
    known = settings.DATABASE_OWNER or connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    address = {ours: known[theirs] or None for ours, theirs in names.items()}
    return psycopg2.connect(dbname=name, **address)


def _is_whole(server: Any, name: str) -> bool:
    server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    )
    found = server.fetchone()
    return bool(found and found[0])


def _make_template(server: Any, name: str) -> None:
    """The comment comes last: a template cut short has none."""
    _drop(server, name)
    server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "launcher.tables"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url(name), "DATABASE_OWNER_URL": owner_url(name)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"The tables cannot be made:\n{made.stdout}")
    server.execute(SQL("COMMENT ON DATABASE {} IS 'whole'").format(Identifier(name)))


def _drop_old(server: Any) -> None:
    server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " ORDER BY oid::bigint DESC OFFSET %s",
        [_TEMPLATES, _KEPT],
    )
    for (name,) in server.fetchall():
        _drop(server, name)


def _drop(server: Any, name: str) -> None:
    server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
