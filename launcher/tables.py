"""Brings the tables in step with the code. Runs as a program, in the product's environment.

It fails with a few words when the database has taken steps that this code does not know. The last
line that it prints tells this database from any other: when its first table was made.
"""

import sys

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_TAKE_THE_NEWER = (
    "This data was made by a newer version of the product ({steps}).\n"
    "Take that version again, or start with new data: bin/start --data DIR"
)


def unknown_steps() -> list[str]:
    """Migrations in the database, of apps that we have, that are not in the code."""
    loader = MigrationLoader(connection)
    in_code = loader.disk_migrations or {}
    known = set(in_code)
    for migration in in_code.values():
        known.update((app, name) for app, name in migration.replaces)
    taken = set(loader.applied_migrations or {}) - known
    return sorted(f"{app}.{name}" for app, name in taken if app in loader.migrated_apps)


def birth() -> str:
    first = MigrationRecorder(connection).migration_qs.earliest("applied")
    return str(first.applied.isoformat())


def main() -> int:
    django.setup()
    if unknown := unknown_steps():
        sys.stdout.write(_TAKE_THE_NEWER.format(steps=", ".join(unknown)))
        return 1
    call_command("migrate", interactive=False)
    call_command("createcachetable")
    sys.stdout.write(f"{birth()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
