"""Brings the tables in step with the code, as their owner, and says who may do what with them."""

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from audit.operations import rights
from core.db import as_owner

_TAKE_THE_NEWER = (
    "This data was made by a newer version of the product ({steps}).\n"
    "Take that version again, or start with new data: bin/start --data DIR"
)
# Where the migrations begin anew (decision 0052).
_TAKE_THE_OLDER = (
    "This data was made by an older version of the product ({steps} are missing).\n"
    "Bring it to the version of 30 November 2026 first: git checkout 0ed02ec0, then "
    "manage.py migrate there (or bin/start), then this version again."
)


class Command(migrate.Command):
    """Django's command; nobody must remember the rights, whatever a migration makes."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, make the table of the cache, and give the rights anew.

        :raises CommandError: if there is no way from where the database is to this code.
        """
        with as_owner():
            if refused := refusal():
                raise CommandError(refused)
            super().handle(*args, **options)
            if not options["plan"] and not options["check_unapplied"]:
                call_command("createcachetable", verbosity=0)
                rights.give()


def refusal() -> str:
    """Say why there is no way from where the database is to this code; nothing if there is one."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    taken = set(MigrationRecorder(connection).applied_migrations())
    if unknown := _unknown(loader, taken):
        return _TAKE_THE_NEWER.format(steps=", ".join(unknown))
    if missing := _missing(loader, taken):
        return _TAKE_THE_OLDER.format(steps=", ".join(missing))
    return ""


def _unknown(loader: MigrationLoader, taken: set[tuple[str, str]]) -> list[str]:
    """Return migrations in the database, of apps that we have, that are not in the code."""
    known = set(loader.disk_migrations or {})
    for migration in (loader.disk_migrations or {}).values():
        known.update(migration.replaces)
    return sorted(f"{app}.{name}" for app, name in taken - known if app in loader.migrated_apps)


def _missing(loader: MigrationLoader, taken: set[tuple[str, str]]) -> list[str]:
    """Return what lacks of migrations that were replaced, where some of them were taken."""
    parts = [
        replaced - taken
        for key, migration in (loader.disk_migrations or {}).items()
        if key not in taken and taken & (replaced := set(migration.replaces))
    ]
    return sorted(f"{app}.{name}" for app, name in set().union(*parts))
