"""Brings the tables in step with the code, as their owner, and says who may do what with them."""

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audit.operations import rights
from core.db import as_owner

_TAKE_THE_NEWER = (
    "This data was made by a newer version of the product ({steps}).\n"
    "Take that version again, or start with new data: bin/start --data DIR"
)


class Command(migrate.Command):
    """Django's command; nobody must remember the rights, whatever a migration makes."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, make the table of the cache, and give the rights anew.

        :raises CommandError: if the database has taken steps that this code does not know.
        """
        with as_owner():
            if unknown := unknown_steps():
                raise CommandError(_TAKE_THE_NEWER.format(steps=", ".join(unknown)))
            super().handle(*args, **options)
            if not options["plan"] and not options["check_unapplied"]:
                call_command("createcachetable", verbosity=0)
                rights.give()


def unknown_steps() -> list[str]:
    """Return migrations in the database, of apps that we have, that are not in the code."""
    loader = MigrationLoader(connection)
    in_code = loader.disk_migrations or {}
    known = set(in_code)
    for migration in in_code.values():
        known.update((app, name) for app, name in migration.replaces)
    taken = set(loader.applied_migrations or {}) - known
    return sorted(f"{app}.{name}" for app, name in taken if app in loader.migrated_apps)
