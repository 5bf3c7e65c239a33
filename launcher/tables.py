"""Brings the tables in step with the code. Runs as a program, in the product's environment.

It fails with one line when the database has taken steps that this code does not know.
"""

import sys

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

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


def main() -> int:
    django.setup()
    if unknown := unknown_steps():
        sys.stdout.write(_TAKE_THE_NEWER.format(steps=", ".join(unknown)))
        return 1
    call_command("migrate", interactive=False)
    call_command("createcachetable")
    return 0


if __name__ == "__main__":
    sys.exit(main())
